import EcommBase
import EcommReport

/// `--report` and `--plots`: the page of a run and its pictures, made only where they are asked for.
enum Reports {
  static let options: [OptionDeclaration] = [
    Shared.report.declaration, Shared.plots.declaration,
  ]

  static func areWanted(_ invocation: Invocation) -> Bool {
    invocation[Shared.report] != nil || invocation[Shared.plots] != nil
  }

  /// To be called when all else of the run is said and saved.
  static func write(_ invocation: Invocation, _ make: () throws -> Page) throws {
    guard areWanted(invocation) else { return }
    let page = try make()
    if let path = invocation[Shared.report] { try write(page, to: path, invocation) }
    if let folder = invocation[Shared.plots] { try plot(page, into: folder, invocation) }
  }

  static func write(_ page: Page, to path: String, _ invocation: Invocation) throws {
    var page = page
    page.run = page.run ?? run(invocation)
    let bytes = Array(page.html.utf8)
    let what = "\(path) (\(Figures.bytes(bytes.count)))"
    guard !invocation[Shared.dryRun] else { return invocation.console.say("Would write \(what).") }
    try Folder.make(for: path)
    try AtomicFile.write(bytes, to: path)
    invocation.console.say("Wrote \(what).", isNote: false)
  }

  private static func plot(_ page: Page, into folder: String, _ invocation: Invocation) throws {
    let files = PlotNames.all(page.charts.map(\.name))
    let what = "\(Figures.count(files.count, "chart")) to \(folder)"
    guard !invocation[Shared.dryRun] else { return invocation.console.say("Would write \(what).") }
    for (name, one) in zip(files, page.charts) {
      let path = "\(folder)/\(name).svg"
      try Folder.make(for: path)
      try AtomicFile.write(Array(one.chart.file().utf8), to: path)
    }
    invocation.console.say("Wrote \(what).", isNote: false)
  }

  private static let warning = "warning: "

  /// - Parameter first: of what was said, where that which belongs to the page begins.
  static func run(_ invocation: Invocation, from first: Int = 0) -> PageRun {
    let said = invocation.console.notes.dropFirst(first).map { String($0.drop { $0 == " " }) }
    return PageRun(
      command: CommandLineText.of(invocation),
      notes: said.filter { !$0.hasPrefix(warning) },
      warnings: said.filter { $0.hasPrefix(warning) }.map { String($0.dropFirst(warning.count)) },
      version: VersionCommand.version)
  }
}

/// Names of files made of names that data may be part of.
enum PlotNames {
  private static let longest = 60

  static func all(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      let plain = Self.plain(name)
      var free = plain
      var number = 2
      while !taken.insert(free).inserted {
        free = "\(plain)-\(number)"
        number += 1
      }
      return free
    }
  }

  private static func plain(_ name: String) -> String {
    let letters = name.lowercased().unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "a"..."z", "0"..."9": Character(scalar)
      default: "-"
      }
    }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    return words.isEmpty ? "chart" : String(words.prefix(longest))
  }
}

/// The command line as it can be typed again; how many threads it took plays no part.
enum CommandLineText {
  static func of(_ invocation: Invocation) -> String {
    var words: [String] = []
    var skips = false
    for word in invocation.words {
      if skips {
        skips = false
      } else if word == "--threads" {
        skips = true
      } else if !word.hasPrefix("--threads=") {
        words.append(quoted(word))
      }
    }
    return (["ecomml"] + invocation.command.words + words).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "_-./=,:@%+".utf8.contains(byte)
      }
    }
    guard !plain || word.isEmpty else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
