/// Where in the input something stands. Lines and columns count from 1.
public struct Place: Sendable, Equatable {
  public var file: String
  public var line: Int?
  public var column: Int?

  public init(_ file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// An error that a person can act on. Each module has typed errors that carry data; a file beside
/// each (`...+Prose.swift`) says them in words. `Complaint.text` is the one place that puts the words
/// together.
public protocol Complaint: Error, Sendable {
  /// Where it happened, if it happened in an input.
  var place: Place? { get }
  /// What happened, as a sentence without its full stop.
  var problem: String { get }
  /// What to try, as a sentence.
  var remedy: String? { get }
  var verdict: Verdict { get }
}

/// How a run ends; the raw value is the exit code.
public enum Verdict: Int32, Sendable {
  case done = 0
  /// Bad data or a failed read or write.
  case failed = 1
  case usage = 2
  /// A gate said no: drift found, challenger not better, metrics moved.
  case gate = 3
}

extension Complaint {
  public var place: Place? { nil }
  public var remedy: String? { nil }
  public var verdict: Verdict { .failed }

  /// `orders.xml:1042: <date_add> is "31.02.2025", which is not a date. Try --date-format.`
  public var text: String {
    var words = place.map { "\($0): " } ?? ""
    words += problem
    if let last = problem.last, !".?!".contains(last) { words += "." }
    if let remedy { words += " " + remedy }
    return words.showingControls
  }
}

extension Place: CustomStringConvertible {
  public var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}
