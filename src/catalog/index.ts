/** The Milvus lines that the compiler knows, oldest first. */
import type { MilvusLine } from "./catalog.ts";
import { line22 } from "./versions/2.2.ts";
import { line23 } from "./versions/2.3.ts";
import { line24 } from "./versions/2.4.ts";
import { line25 } from "./versions/2.5.ts";
import { line26 } from "./versions/2.6.ts";
import { line30 } from "./versions/3.0.ts";

export const lines: readonly MilvusLine[] = [line22, line23, line24, line25, line26, line30];
