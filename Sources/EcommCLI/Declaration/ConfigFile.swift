import EcommBase
import EcommTasks

/// What `--config` names: a model, trained again with the same options, or a JSON object of options by name.
struct ConfigFile {
  let options: AskedOptions
  let model: ModelFile?

  static func read(_ path: String) throws -> ConfigFile {
    let document = try JSONReader.read(SmallFile.bytes(path), file: path)
    guard document["format"] != nil else {
      return ConfigFile(
        options: try AskedOptions(JSONFields(document, file: path, path: "")), model: nil)
    }
    let model = try ModelFile.read(path)
    return ConfigFile(options: try AskedOptions(model, name: path), model: model)
  }
}
