import EcommBase
import EcommData
import EcommReport
import EcommTasks

/// The models of one task, made from the sample data.
struct Reproduction: Sendable {
  let task: String
  let models: @Sendable (SampleSource) throws -> [ReproducedModel]
}

/// A model with the table that shows how good it is.
struct ReproducedModel {
  let name: String
  let title: String
  let table: [String]
  let file: ModelFile
  /// Made only where it is asked for.
  let page: () throws -> Page
}

/// The folder of the sample data, read as a task would read it.
struct SampleSource: Sendable {
  let folder: String
  let console: Console
  let parallel: Parallel

  func read(_ name: String, where condition: String? = nil) throws -> Loaded {
    var options = ReadOptions()
    options.errorPolicy = .skip
    options.parallel = parallel
    let path = folder + "/" + name
    var loaded = try TableReader.read(path, options)
    Reading.summarise(loaded.report, [path], columns: loaded.table.columns.count, console)
    loaded.table = try Reading.counted(loaded.table, condition.map { [$0] } ?? [], console)
    return loaded
  }
}
