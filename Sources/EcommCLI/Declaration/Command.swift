import EcommBase

/// One command: its words, what it says of itself, what it takes, and what it does.
public struct Command: Sendable {
  /// `["forecast", "train"]`.
  public let words: [String]
  /// One line, no full stop.
  public let summary: String
  /// Whole command lines without the leading `ecomml`; the first is the one to copy.
  public let examples: [String]
  public let inputs: Inputs
  public let options: [OptionDeclaration]
  /// Paragraphs under the options.
  public let notes: [String]
  public let run: @Sendable (Invocation) throws -> Verdict

  /// What stands on the line beside the options.
  public struct Inputs: Sendable {
    public let placeholder: String
    public let count: ClosedRange<Int>
    public let completion: Completion

    public static let none = Inputs("", 0...0, .none)

    public static func files(_ placeholder: String = "INPUT...", _ count: ClosedRange<Int>)
      -> Inputs
    {
      Inputs(placeholder, count, .file)
    }

    public init(_ placeholder: String, _ count: ClosedRange<Int>, _ completion: Completion) {
      self.placeholder = placeholder
      self.count = count
      self.completion = completion
    }
  }

  public init(
    _ words: String, _ summary: String, examples: [String], inputs: Inputs = .none,
    options: [OptionDeclaration] = [], notes: [String] = [],
    run: @escaping @Sendable (Invocation) throws -> Verdict
  ) {
    self.words = words.split(separator: " ").map(String.init)
    self.summary = summary
    self.examples = examples
    self.inputs = inputs
    self.options = options + [Shared.help.declaration]
    self.notes = notes
    self.run = run
  }

  public var name: String { words.joined(separator: " ") }
}
