import EcommBase

/// An option, declared once: parsing, help, completions and did-you-mean all read this value.
///
/// A command reads its value as `invocation[option]`, typed.
public struct Option<Value: Sendable>: Sendable {
  public let declaration: OptionDeclaration
  let defaultValue: Value
}

/// What every option has, whatever its values are.
public struct OptionDeclaration: Sendable {
  /// Without the dashes.
  public let name: String
  /// `FILE`, `N`; nil for a flag, which takes no value.
  public let placeholder: String?
  public let help: String
  /// The default as a person would type it; nil where there is none to tell.
  var defaultText: String?
  var completion: Completion = .none
  /// May stand several times; the values gather.
  var repeats = false
  /// Turns the text into a value, or says what it should have been.
  let parse: @Sendable (String) -> Parsed

  enum Parsed {
    case value(any Sendable)
    /// `a whole number from 1 to 3650`, and the nearest right value, if there is one.
    case wrong(expected: String, nearest: String?)
  }
}

/// What a shell may offer behind an option or as an input.
public enum Completion: Sendable, Equatable {
  case none, file
  case choices([String])
}

extension Option where Value == Bool {
  public static func flag(_ name: String, _ help: String) -> Option {
    Option(
      declaration: OptionDeclaration(
        name: name, placeholder: nil, help: help, parse: { _ in .value(true) }),
      defaultValue: false)
  }
}

extension Option where Value == Int {
  public static func integer(
    _ name: String, _ placeholder: String = "N", _ help: String, in range: ClosedRange<Int>,
    default value: Int, defaultText: String? = nil
  ) -> Option {
    var declaration = OptionDeclaration(
      name: name, placeholder: placeholder, help: help,
      parse: { text in
        if let number = Int(text), range.contains(number) { return .value(number) }
        let to = range.upperBound == .max ? "up" : "to \(range.upperBound)"
        return .wrong(expected: "a whole number from \(range.lowerBound) \(to)", nearest: nil)
      })
    declaration.defaultText = defaultText ?? String(value)
    return Option(declaration: declaration, defaultValue: value)
  }
}

extension Option where Value == Double? {
  public static func number(
    _ name: String, _ placeholder: String, _ help: String, in range: ClosedRange<Double>
  ) -> Option {
    Option(
      declaration: OptionDeclaration(
        name: name, placeholder: placeholder, help: help,
        parse: { text in
          if let number = Double(text), range.contains(number) { return .value(Optional(number)) }
          let (low, high) = (Figures.plain(range.lowerBound), Figures.plain(range.upperBound))
          return .wrong(expected: "a number from \(low) to \(high)", nearest: nil)
        }),
      defaultValue: nil)
  }
}

extension Option where Value == String? {
  public static func text(
    _ name: String, _ placeholder: String, _ help: String, completion: Completion = .none,
    defaultText: String? = nil, expected: String = "a text",
    isRight: @escaping @Sendable (String) -> Bool = { !$0.isEmpty }
  ) -> Option {
    var declaration = OptionDeclaration(
      name: name, placeholder: placeholder, help: help,
      parse: { isRight($0) ? .value(Optional($0)) : .wrong(expected: expected, nearest: nil) })
    declaration.completion = completion
    declaration.defaultText = defaultText
    return Option(declaration: declaration, defaultValue: nil)
  }

  public static func file(_ name: String, _ help: String) -> Option {
    text(name, "FILE", help, completion: .file)
  }
}

extension Option where Value == [String] {
  /// Several values, by commas, by repeating the option, or both.
  public static func list(_ name: String, _ placeholder: String, _ help: String) -> Option {
    var declaration = OptionDeclaration(
      name: name, placeholder: placeholder, help: help,
      parse: { .value($0.split(separator: ",").map(String.init)) })
    declaration.repeats = true
    return Option(declaration: declaration, defaultValue: [])
  }

  /// Several texts by repeating the option, as they are.
  public static func texts(_ name: String, _ placeholder: String, _ help: String) -> Option {
    var declaration = OptionDeclaration(
      name: name, placeholder: placeholder, help: help,
      parse: { $0.isEmpty ? .wrong(expected: "a text", nearest: nil) : .value([$0]) })
    declaration.repeats = true
    return Option(declaration: declaration, defaultValue: [])
  }

  /// `NAME=VALUE`, several by repeating the option or by commas.
  public static func assignments(_ name: String, _ placeholder: String, _ help: String) -> Option {
    var declaration = OptionDeclaration(
      name: name, placeholder: placeholder, help: help,
      parse: { text in
        let parts = text.split(separator: ",").map(String.init)
        guard !parts.isEmpty, parts.allSatisfy({ $0.contains("=") && $0.first != "=" }) else {
          return .wrong(expected: "NAME=VALUE", nearest: nil)
        }
        return .value(parts)
      })
    declaration.repeats = true
    return Option(declaration: declaration, defaultValue: [])
  }
}

extension Option where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  public static func choice(
    _ name: String, _ placeholder: String, _ help: String, default value: Value,
    defaultText: String? = nil
  ) -> Option {
    let choices = Value.allCases.map(\.rawValue)
    var declaration = OptionDeclaration(
      name: name, placeholder: placeholder, help: help,
      parse: { text in
        if let value = Value(rawValue: text) { return .value(value) }
        return .wrong(
          expected: "one of \(choices.joined(separator: ", "))",
          nearest: Nearest.match(text, in: choices))
      })
    declaration.defaultText = defaultText ?? value.rawValue
    declaration.completion = .choices(choices)
    return Option(declaration: declaration, defaultValue: value)
  }
}
