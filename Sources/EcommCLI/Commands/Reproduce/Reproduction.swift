import EcommBase
import EcommData
import EcommReport
import EcommTasks

/// A model of a task that is made from a set of data where the set is there: of the sample data, or of
/// the public data under the names their makers gave them.
struct Reproduction: Sendable {
  let task: String
  let file: String
  let model: String
  let make: @Sendable (SampleSource) throws -> Made

  /// A model with the table that shows how good it is, and the figures behind the table.
  struct Made {
    let table: [String]
    let file: ModelFile
    let record: JSON
    /// Drawn only where it is asked for.
    let page: () throws -> Page

    /// - Parameter asked: how the command line would have said it.
    init(
      _ table: [String], _ file: ModelFile, record: JSON? = nil, asked: AskedOptions,
      page: @escaping () throws -> Page
    ) {
      self.table = table
      self.file = file.recording(asked)
      self.record = record ?? file.evaluation
      self.page = page
    }
  }

  static let all = forecasts + classifications + segmentations + detections
  static let tasks = TaskKind.allCases.map(\.rawValue)

  func isThere(in folder: String) -> Bool { Folder.holds("\(folder)/\(file)") }
}

/// One file of the data, read as a task would read it.
struct SampleSource: Sendable {
  let path: String
  let console: Console
  let parallel: Parallel

  func read(where condition: String? = nil) throws -> Loaded {
    var options = ReadOptions()
    options.errorPolicy = .skip
    options.parallel = parallel
    var loaded = try TableReader.read(path, options)
    Reading.summarise(loaded.report, [path], columns: loaded.table.columns.count, console)
    loaded.table = try Reading.counted(loaded.table, condition.map { [$0] } ?? [], console)
    return loaded
  }

  func say(_ notes: [String]) {
    for note in notes { console.say("  " + note) }
  }
}
