import EcommBase

extension ModelFile {
  /// Whether a file says that it is a model. Rows of JSON are not, nor is what can be read only once.
  public static func isOne(_ path: String) -> Bool {
    guard SmallFile.begins(path, with: "{"),
      let bytes = try? SmallFile.bytes(path, limit: mostBytes)
    else { return false }
    return (try? JSONReader.read(bytes, file: path))?["format"] == .string(format)
  }

  private static let mostBytes = 1 << 30

  /// Reads and checks the envelope; a learner checks its own part when it is made from `model`.
  public static func read(_ path: String) throws -> ModelFile {
    try parse(SmallFile.bytes(path), file: path)
  }

  public static func parse(_ bytes: [UInt8], file: String) throws -> ModelFile {
    let document = try JSONReader.read(bytes, file: file)
    guard var content = document.object, content["format"] == .string(format) else {
      throw ModelFileError.notAModel(file: file)
    }
    let fields = try JSONFields(document, file: file, path: "")
    let version = try fields.integer("version", in: 1...Int.max)
    guard version == Self.version else {
      throw ModelFileError.unknownVersion(file: file, version: version)
    }
    let id = try fields.string("id")
    content["id"] = nil
    let found = digest(of: content)
    guard found == id else { throw ModelFileError.changed(file: file, id: id, found: found) }
    return try ModelFile(fields)
  }

  private init(_ fields: JSONFields) throws {
    self.init(
      task: try fields.choice("task"), learner: try fields.string("learner"),
      data: try DataSummary(fields.fields("data")),
      schema: try fields.objects("schema").map(SchemaColumn.init),
      settings: try fields.fields("settings").object,
      preparation: try fields.objects("preparation").map { .object($0.object) },
      model: try fields.value("model"), decision: try fields.value("decision"),
      evaluation: try fields.value("evaluation"), reference: try fields.value("reference"))
  }
}
