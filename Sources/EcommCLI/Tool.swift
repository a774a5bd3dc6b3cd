import EcommBase

/// The program: finds the command, runs it, turns what went wrong into words and an exit code.
public enum Tool {
  /// The whole of `main.swift`.
  public static func main(_ arguments: [String]) -> Int32 {
    StandardStreams.fillGaps()
    Interrupts.prepare()
    return run(Array(arguments.dropFirst()), console: .standard())
  }

  public static func run(_ words: [String], console: Console) -> Int32 {
    defer { console.clearPassingLine() }
    do {
      let verdict = try dispatch(words, console)
      try console.flush()
      return verdict.rawValue
    } catch is ClosedPipe {
      return Verdict.done.rawValue
    } catch let complaint as any Complaint {
      console.complain("ecomml: " + complaint.text)
      return complaint.verdict.rawValue
    } catch {
      console.complain("ecomml: \(error)")
      return Verdict.failed.rawValue
    }
  }

  private static func dispatch(_ words: [String], _ console: Console) throws -> Verdict {
    guard let first = words.first else { return try show(Help.welcome(), console) }
    if ["help", "--help", "-h"].contains(first) {
      return try help(on: Array(words.dropFirst()), console)
    }
    if first == "--version" { return try dispatch(["version"], console) }
    guard let command = Commands.find(words) else {
      let topic = words.prefix { !$0.hasPrefix("-") }
      if words.count == 1 || words.contains("--help") || words.contains("-h") {
        return try help(on: Array(topic), console)
      }
      throw Commands.unknown(words)
    }
    let invocation = try ArgumentParser.parse(
      words.dropFirst(command.words.count), for: command, console: console)
    if invocation[Shared.help] { return try show(Help.page(command), console) }
    if invocation[Shared.quiet] { console.silence() }
    return try command.run(invocation)
  }

  private static func help(on words: [String], _ console: Console) throws -> Verdict {
    if words.isEmpty { return try show(Help.welcome(), console) }
    if let command = Commands.find(words) { return try show(Help.page(command), console) }
    let group = Commands.all.filter { $0.words.first == words[0] }
    guard words.count == 1, !group.isEmpty else { throw Commands.unknown(words) }
    return try show(Help.group(words[0], group), console)
  }

  private static func show(_ text: String, _ console: Console) throws -> Verdict {
    try console.print(text)
    return .done
  }
}
