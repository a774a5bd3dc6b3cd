import EcommBase

/// Reads the words behind a command against its declaration.
///
/// `--name value` and `--name=value`; options and inputs in any order; everything behind `--` is input.
struct ArgumentParser {
  let command: Command
  private var values: [String: any Sendable] = [:]
  private var inputs: [String] = []

  static func parse(
    _ words: some Collection<String>, for command: Command, console: Console
  ) throws -> Invocation {
    var parser = ArgumentParser(command)
    let words = Array(words)
    try parser.read(words)
    return Invocation(
      command: command, inputs: parser.inputs, console: console, values: parser.values,
      words: words)
  }

  private init(_ command: Command) { self.command = command }

  private mutating func read(_ words: [String]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        inputs += rest
        break
      } else if word == "-h" {
        values[Shared.help.declaration.name] = true
      } else if word.hasPrefix("-"), word.count > 1, Double(word) == nil {
        try readOption(word, &rest)
      } else {
        inputs.append(word)
      }
    }
    if values[Shared.help.declaration.name] == nil { try checkInputs() }
  }

  private mutating func readOption(_ word: String, _ rest: inout ArraySlice<String>) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let option = try declaration(of: String(parts[0]))
    guard let placeholder = option.placeholder else {
      if parts.count > 1 { throw UsageError.needlessValue(option: option.name) }
      return try store(option, "")
    }
    guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
      throw UsageError.missingValue(option: option.name, placeholder: placeholder)
    }
    try store(option, value)
  }

  private func declaration(of dashed: String) throws -> OptionDeclaration {
    if dashed.hasPrefix("--"),
      let option = command.options.first(where: { "--" + $0.name == dashed })
    {
      return option
    }
    let bare = String(dashed.drop { $0 == "-" })
    throw UsageError.unknownOption(
      dashed, command: command.name,
      nearest: Nearest.match(bare, in: command.options.map(\.name)))
  }

  private mutating func store(_ option: OptionDeclaration, _ text: String) throws {
    switch option.parse(text) {
    case .wrong(let expected, let nearest):
      throw UsageError.wrongValue(
        option: option.name, value: text, expected: expected, nearest: nearest)
    case .value(let value):
      let earlier = values[option.name]
      if earlier != nil, !option.repeats, option.placeholder != nil {
        throw UsageError.repeated(option: option.name)
      }
      if let earlier = earlier as? [String], let value = value as? [String] {
        values[option.name] = earlier + value
      } else {
        values[option.name] = value
      }
    }
  }

  private func checkInputs() throws {
    if inputs.contains("") { throw UsageError.emptyInput(command: command.name) }
    if inputs.count < command.inputs.count.lowerBound {
      throw UsageError.missingInput(
        placeholder: command.inputs.placeholder, command: command.name)
    }
    if inputs.count > command.inputs.count.upperBound {
      throw UsageError.tooManyInputs(
        inputs[command.inputs.count.upperBound], command: command.name)
    }
  }
}
