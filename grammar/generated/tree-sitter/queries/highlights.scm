; Derived from grammar/vocabulary.ts; `npm run grammar` writes it.
(LineComment) @comment
(BlockComment) @comment
["cluster" "import"] @keyword
["<" ">" "{" "}" "(" ")"] @punctuation.bracket
[";" ","] @punctuation.delimiter

(value (text (Word) @variable))
((value (text (Word) @number)) (#match? @number "^x?[0-9]"))
((value (text (Word) @constant.builtin))
  (#any-of? @constant.builtin "always" "cluster-ip" "development" "devices" "env" "except" "file" "for" "host" "internal" "load-balancer" "mutual" "no" "node-port" "off" "on" "on-failure" "production" "secret" "server" "test" "unless-stopped" "zone"))
(members (Word) @number)
(Text) @string

(cluster . "cluster" . (text) @type)
((cluster (text (Word) @keyword))
  (#any-of? @keyword "standalone" "distributed" "extends"))
(cluster (entries (entry . (text) @function)))
(block (entries (entry . (text) @property)))
((entry . (text) @keyword (items . (item . (value) @module)))
  (#eq? @keyword "target") (#any-of? @module "compose" "k8s" "helm" "operator"))
