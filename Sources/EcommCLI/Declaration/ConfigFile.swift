import EcommBase
import EcommTasks

/// What `--config` names: a model, trained again with the same options, or a JSON object of options by name.
struct ConfigFile {
  let options: AskedOptions
  let model: ModelFile?
  let path: String

  /// A model has the options of its own task.
  func check(for command: Command) throws {
    guard let model, let task = TaskKind(rawValue: command.words[0]), model.task != task else {
      return
    }
    throw ModelFileError.wrongTask(file: path, task: model.task, wanted: task)
  }

  static func read(_ path: String) throws -> ConfigFile {
    let document = try JSONReader.read(SmallFile.bytes(path), file: path)
    guard document["format"] != nil else {
      return ConfigFile(
        options: try AskedOptions(JSONFields(document, file: path, path: "")), model: nil,
        path: path)
    }
    let model = try ModelFile.read(path)
    return ConfigFile(options: try AskedOptions(model, name: path), model: model, path: path)
  }
}
