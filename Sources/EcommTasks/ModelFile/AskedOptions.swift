import EcommBase

/// What the person who trained a model asked for, by the names of the options: `settings.options` of a model file, and
/// the whole of a file of settings. With it the model is trained again in the same way.
public struct AskedOptions: Sendable, Equatable {
  /// By name: the texts as they were typed; none for an option that takes no value.
  public var values: [(name: String, texts: [String])]

  public static let field = "options"

  public init(_ values: [(name: String, texts: [String])] = []) {
    self.values = values
  }

  public static func == (a: AskedOptions, b: AskedOptions) -> Bool { a.json == b.json }

  public var json: JSON {
    .object(
      JSON.Object(
        values.map { name, texts in
          (
            name,
            texts.isEmpty ? .bool(true) : texts.count == 1 ? .string(texts[0]) : .strings(texts)
          )
        }))
  }

  /// Texts, numbers, lists of them, or true. False and null ask for nothing.
  public init(_ fields: JSONFields) throws {
    values = try fields.object.names.compactMap { name in
      let value = try fields.value(name)
      if value == .null || value == .bool(false) { return nil }
      if value == .bool(true) { return (name, []) }
      guard let texts = Self.text(value).map({ [$0] }) ?? value.array?.allOrNil(Self.text),
        !texts.isEmpty
      else { throw fields.fault(name, expected: "a text, a number, true, or a list of texts") }
      return (name, texts)
    }
  }

  private static func text(_ value: JSON) -> String? {
    value.string ?? value.integer.map(String.init) ?? value.double.map { String($0) }
  }

  /// Of a model file. Where it does not say so itself, the columns with a part of their own.
  public init(_ file: ModelFile, name: String) throws {
    var asked = AskedOptions()
    if let value = file.settings[Self.field] {
      asked = try AskedOptions(JSONFields(value, file: name, path: "settings/\(Self.field)"))
    }
    let target = file.schema.first { $0.role == .target }?.name
    if let target, file.task == .classify, file.settings["events"] == nil {
      asked.add("target", target)
    }
    if let target, file.task == .anomaly { asked.add("label", target) }
    if StrangeDayModel.isOne(file), let date = file.schema.first(where: { $0.role == .date }) {
      asked.add("date", date.name)
    }
    self = asked
  }

  private mutating func add(_ name: String, _ text: String) {
    if !values.contains(where: { $0.name == name }) { values.append((name, [text])) }
  }
}

extension ModelFile {
  /// The same model that also says what was asked for.
  public func recording(_ asked: AskedOptions) -> ModelFile {
    guard !asked.values.isEmpty else { return self }
    var model = self
    model.settings[AskedOptions.field] = asked.json
    return model
  }
}
