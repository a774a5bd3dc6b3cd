import EcommBase
import EcommTestKit
import Testing

/// One command line with its input files and what it must print: a paragraph of a file in
/// Tests/Commands.
///
///     === what the case shows
///     --- file a.csv
///     x;y
///     $ convert DIR/a.csv
///     --- out
///     --- err
///     --- exit 0
///
/// DIR is a folder of its own for each case, ROOT that of the project. `\xNN` in a file stands for a byte, a last `\` on a line
/// for a line that goes on. With ECOMML_UPDATE_GOLDEN=1 the test writes what it saw into the files, to
/// be read before it is committed.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  var title = ""
  var files: [(name: String, text: String)] = []
  var command = ""
  var out = ""
  var err = ""
  var exit: Int32 = 0
  var testDescription: String { title }

  static func parse(_ text: String) -> [GoldenCase] {
    var cases: [GoldenCase] = []
    var section = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        cases.append(GoldenCase(title: String(line.dropFirst(4))))
        section = ""
      } else if cases.isEmpty {
        continue
      } else if line.hasPrefix("--- exit ") {
        cases[cases.count - 1].exit = Int32(line.dropFirst(9)) ?? -1
        section = ""
      } else if line.hasPrefix("--- ") {
        section = String(line.dropFirst(4))
        if section.hasPrefix("file ") {
          cases[cases.count - 1].files.append((String(section.dropFirst(5)), ""))
        }
      } else if line.hasPrefix("$ ") {
        cases[cases.count - 1].command = String(line.dropFirst(2))
        section = ""
      } else {
        cases[cases.count - 1].add(line + "\n", to: section)
      }
    }
    return cases
  }

  private mutating func add(_ line: String, to section: String) {
    switch section {
    case "out": out += line
    case "err": err += line
    case _ where section.hasPrefix("file "): files[files.count - 1].text += line
    default: break
    }
  }

  /// Runs the command in memory and takes over what it printed.
  func run() throws -> GoldenCase {
    let folder = try TemporaryFolder()
    for file in files { try AtomicFile.write(Self.bytes(file.text), to: folder.path(file.name)) }
    let words = command.split(separator: " ").map {
      $0.split(separator: "DIR", omittingEmptySubsequences: false).joined(separator: folder.path)
        .split(separator: "ROOT", omittingEmptySubsequences: false).joined(
          separator: SourceTree.root)
    }
    let run = CommandRun(words)
    var seen = self
    seen.out = Self.shown(run.out, folder.path)
    seen.err = Self.shown(run.err, folder.path)
    seen.exit = run.code
    return seen
  }

  var text: String {
    var text = "=== \(title)\n"
    for file in files { text += "--- file \(file.name)\n\(file.text)" }
    text += "$ \(command)\n"
    if !out.isEmpty { text += "--- out\n\(out)" }
    if !err.isEmpty { text += "--- err\n\(err)" }
    return text + "--- exit \(exit)\n"
  }

  private static func shown(_ text: String, _ folder: String) -> String {
    let named = text.split(separator: folder, omittingEmptySubsequences: false)
      .joined(separator: "DIR")
      .split(separator: SourceTree.root, omittingEmptySubsequences: false).joined(separator: "ROOT")
    return named.isEmpty || named.hasSuffix("\n") ? named : named + "(no newline)\n"
  }

  private static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      if rest.first == 10 {
        rest = rest.dropFirst()
      } else if rest.first == UInt8(ascii: "x"),
        let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
