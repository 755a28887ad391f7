/**
 * The grammar: pure productions without actions. `derive/` prints it as EBNF, railroad diagrams and
 * editor grammars, so it holds the language and nothing else; mistakes are mended before the parser
 * sees the tokens.
 */
import { CstParser } from "chevrotain";
import {
  Cluster,
  Comma,
  Greater,
  Import,
  LeftBrace,
  LeftParenthesis,
  Less,
  RightBrace,
  RightParenthesis,
  Semicolon,
  Text,
  tokenTypes,
  Word,
} from "./tokens.ts";

export class MvsParser extends CstParser {
  /**
   * The grammar is validated by test/grammar.test.ts, once, and not at each start of the compiler.
   */
  constructor({ skipValidations } = { skipValidations: true }) {
    super(tokenTypes, { maxLookahead: 2, skipValidations, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  /** document ::= ( import | cluster )* */
  readonly document = this.RULE("document", () => {
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.import) },
        { ALT: () => this.SUBRULE(this.cluster) },
      ]);
    });
  });

  /** import ::= "import" text */
  readonly import = this.RULE("import", () => {
    this.CONSUME(Import);
    this.SUBRULE(this.text);
  });

  /** cluster ::= "cluster" text+ "<" entries? ">" */
  readonly cluster = this.RULE("cluster", () => {
    this.CONSUME(Cluster);
    this.AT_LEAST_ONE(() => this.SUBRULE(this.text));
    this.CONSUME(Less);
    this.OPTION(() => this.SUBRULE(this.entries));
    this.CONSUME(Greater);
  });

  /** entries ::= entry ( ";" entry )* ";"? */
  readonly entries = this.RULE("entries", () => {
    this.SUBRULE(this.entry);
    this.MANY(() => {
      this.CONSUME(Semicolon);
      this.SUBRULE2(this.entry);
    });
    this.OPTION(() => this.CONSUME2(Semicolon));
  });

  /** entry ::= text items? */
  readonly entry = this.RULE("entry", () => {
    this.SUBRULE(this.text);
    this.OPTION(() => this.SUBRULE(this.items));
  });

  /** items ::= item ( "," item )* */
  readonly items = this.RULE("items", () => {
    this.SUBRULE(this.item);
    this.MANY(() => {
      this.CONSUME(Comma);
      this.SUBRULE2(this.item);
    });
  });

  /** item ::= value+ block? | block */
  readonly item = this.RULE("item", () => {
    this.OR([
      {
        ALT: () => {
          this.AT_LEAST_ONE(() => this.SUBRULE(this.value));
          this.OPTION(() => this.SUBRULE(this.block));
        },
      },
      { ALT: () => this.SUBRULE2(this.block) },
    ]);
  });

  /** value ::= text members? */
  readonly value = this.RULE("value", () => {
    this.SUBRULE(this.text);
    this.OPTION(() => this.SUBRULE(this.members));
  });

  /** members ::= "(" Word ")" */
  readonly members = this.RULE("members", () => {
    this.CONSUME(LeftParenthesis);
    this.CONSUME(Word);
    this.CONSUME(RightParenthesis);
  });

  /** block ::= "{" entries? "}" */
  readonly block = this.RULE("block", () => {
    this.CONSUME(LeftBrace);
    this.OPTION(() => this.SUBRULE(this.entries));
    this.CONSUME(RightBrace);
  });

  /** text ::= Word | Text */
  readonly text = this.RULE("text", () => {
    this.OR([{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(Text) }]);
  });
}
