/** Images in two or three keys, as charts want them. */
export interface Image {
  readonly repository: string;
  readonly tag: string;
}

/** The tag is what stands behind the last colon, a digest included; without any it is `latest`. */
export function splitImage(image: string): Image {
  const at = image.indexOf("@");
  const name = at === -1 ? image : image.slice(0, at);
  const colon = /:[^:/]+$/.exec(name);
  if (colon !== null)
    return { repository: name.slice(0, colon.index), tag: image.slice(colon.index + 1) };
  if (at === -1) return { repository: image, tag: "latest" };
  // `repository:tag` is put together again, so a digest may stand in place of a tag.
  const digest = image.lastIndexOf(":");
  return { repository: image.slice(0, digest), tag: image.slice(digest + 1) };
}

/** Bitnami's charts join registry and repository themselves. */
export function splitRegistry(repository: string): { registry: string; repository: string } {
  const slash = repository.indexOf("/");
  const first = slash === -1 ? "" : repository.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === "localhost";
  return isHost
    ? { registry: first, repository: repository.slice(slash + 1) }
    : { registry: "docker.io", repository };
}
