/** What the charts of Pulsar have of their own, for everything that fills in their values. */

/** Settings that the chart's own ConfigMaps have: written again they would stand there twice. */
export const pulsarOwnSettings: readonly string[] = [
  "ZOOKEEPER_SERVERS",
  "advertisedAddress",
  "clusterName",
  "configurationMetadataStoreUrl",
  "configurationStoreServers",
  "httpServerEnabled",
  "httpServerPort",
  "metadataStoreUrl",
  "zkServers",
  "zookeeperServers",
];

/** Each kind of process has an image of its own in the values. */
export const pulsarImages = ["zookeeper", "bookie", "autorecovery", "broker", "proxy"] as const;
