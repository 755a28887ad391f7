/** Who is told a proxy for the way out is let out to it, and to nothing else. */
import { expect, test } from "vitest";
import { waysToProxies } from "../../src/emit/network-policy.ts";
import { printYaml } from "../../src/emit/yaml.ts";
import type { Component } from "../../src/model/schema.ts";

function ways(variables: Readonly<Record<string, string>>): string {
  const list = Object.entries(variables).map(([name, value]) => ({ name, value }));
  return printYaml([[...waysToProxies({ variables: list } as unknown as Component)]]);
}

test("an address is opened exactly, of a name only the port is", () => {
  expect(ways({ HTTPS_PROXY: "http://10.1.2.3:3128" })).toBe(
    "- to:\n    - ipBlock:\n        cidr: 10.1.2.3/32\n  ports:\n    - port: 3128\n      protocol: TCP\n",
  );
  expect(ways({ https_proxy: "http://user:word@proxy.example.com:8080/" })).toContain("port: 8080");
});

test.each([
  ["proxy.example.com", 80],
  ["http://proxy.example.com", 80],
  ["https://proxy.example.com", 443],
  ["socks5://proxy.example.com", 1080],
  ["proxy.example.com:3128", 3128],
])("%s listens on %i", (address, port) => {
  expect(ways({ HTTP_PROXY: address })).toContain(`port: ${port}\n`);
});

test("one proxy for both is one way, and what is no address is none", () => {
  const both = { HTTP_PROXY: "http://p:3128", HTTPS_PROXY: "http://p:3128" };
  expect(ways(both)).toBe(ways({ HTTP_PROXY: "http://p:3128" }));
  expect(ways({ HTTPS_PROXY: "", NO_PROXY: "10.0.0.0/8", HTTP_PROXY: "http://" })).toBe("[]\n");
});
