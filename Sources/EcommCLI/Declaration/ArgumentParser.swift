import EcommBase
import EcommTasks

/// Reads the words behind a command against its declaration.
///
/// `--name value` and `--name=value`; options and inputs in any order; everything behind `--` is input.
struct ArgumentParser {
  let command: Command
  private var values: [String: any Sendable] = [:]
  private var inputs: [String] = []
  private var typed = AskedOptions()

  static func parse(
    _ words: some Collection<String>, for command: Command, console: Console
  ) throws -> Invocation {
    var parser = ArgumentParser(command)
    let words = Array(words)
    try parser.read(words)
    let config = try (parser.values[Shared.config.declaration.name] as? String).map(ConfigFile.read)
    if let config {
      try config.check(for: command)
      try parser.fill(config)
    }
    return Invocation(
      command: command, inputs: parser.inputs, console: console, values: parser.values,
      typed: parser.typed, words: words, config: config?.model)
  }

  /// What the command line leaves open.
  private mutating func fill(_ config: ConfigFile) throws {
    let given = Set(values.keys)
    for (name, texts) in config.options.values where !given.contains(name) {
      let option = try declaration(of: "--" + name)
      guard option.placeholder != nil || texts.isEmpty else {
        throw UsageError.needlessValue(option: name)
      }
      for text in option.placeholder == nil ? [""] : texts { try store(option, text) }
    }
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
      note(option, text)
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

  private mutating func note(_ option: OptionDeclaration, _ text: String) {
    let texts = option.placeholder == nil ? [] : [text]
    if let place = typed.values.firstIndex(where: { $0.name == option.name }) {
      if option.repeats { typed.values[place].texts += texts }
    } else {
      typed.values.append((option.name, texts))
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
