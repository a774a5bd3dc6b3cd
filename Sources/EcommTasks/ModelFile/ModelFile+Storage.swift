import EcommBase

extension ModelFile {
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
