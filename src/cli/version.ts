/** The version of milvusc: the bundler writes package.json's into the program. */
import packageJson from "../../package.json" with { type: "json" };

export const toolVersion: string = packageJson.version;
