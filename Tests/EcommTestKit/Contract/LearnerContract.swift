import EcommBase

/// What every learner promises, checked on one learner. Each check returns the promises broken; a test
/// expects none.
///
/// To apply it: say how the learner is fitted, how it predicts, and how it is written and read.
public struct LearnerContract<Model: Sendable>: Sendable {
  public let name: String
  /// Classes in the rows that it is fitted to.
  public var classes: Int
  let fit: @Sendable (ContractRows, Parallel) throws -> Model
  let predict: @Sendable (Model, ContractRows) throws -> [Double]
  let write: @Sendable (Model) -> JSON
  let read: @Sendable (JSONFields) throws -> Model

  public init(
    _ name: String, classes: Int = 2,
    fit: @escaping @Sendable (ContractRows, Parallel) throws -> Model,
    predict: @escaping @Sendable (Model, ContractRows) throws -> [Double],
    write: @escaping @Sendable (Model) -> JSON,
    read: @escaping @Sendable (JSONFields) throws -> Model
  ) {
    self.name = name
    self.classes = classes
    self.fit = fit
    self.predict = predict
    self.write = write
    self.read = read
  }

  private func rows(_ count: Int = 120) -> ContractRows {
    ContractRows(seed: 1, rows: count, classes: classes)
  }

  private func model(_ json: JSON) throws -> Model {
    try read(JSONFields(json, file: "model.json", path: ""))
  }

  /// Every check but the order of columns, which not every learner keeps.
  public func breaches() throws -> [String] {
    try threadsShow() + roundTripChanges() + hostileRowsHarm() + otherWidthsPass()
      + hostileFilesHarm()
  }

  /// The same bytes at any number of threads, and when done again. `count` rows should fill more than
  /// one chunk of the learner's.
  public func threadsShow(rows count: Int = 8_500) throws -> [String] {
    let rows = rows(count)
    let texts = try [1, 3, 1].map { threads in
      JSONWriter.bytes(write(try fit(rows, Parallel(threads: threads))))
    }
    return Set(texts).count == 1 ? [] : ["\(name): the model depends on the threads"]
  }

  /// What was written reads back as a model that writes the same bytes and predicts the same bits.
  public func roundTripChanges() throws -> [String] {
    let rows = rows()
    let original = try fit(rows, .serial)
    let text = JSONWriter.bytes(write(original))
    let copy = try model(JSONReader.read(text))
    let before = try predict(original, rows).map(\.bitPattern)
    let after = try predict(copy, rows).map(\.bitPattern)
    return (JSONWriter.bytes(write(copy)) == text ? [] : ["\(name): writes other bytes"])
      + (before == after ? [] : ["\(name): predicts other bits after reading"])
      + (before.isEmpty ? ["\(name): predicts nothing"] : [])
  }

  /// The order of the columns decides nothing but rounding.
  public func columnOrderShows(tolerance: Double) throws -> [String] {
    let rows = rows()
    let a = try predict(fit(rows, .serial), rows)
    let turned = rows.reversingColumns
    let b = try predict(fit(turned, .serial), turned)
    let same = a.count == b.count && zip(a, b).allSatisfy { isClose($0, $1, within: tolerance) }
    return same ? [] : ["\(name): the order of the columns shows"]
  }

  /// Rows that are hard to learn from end in a complaint or in a model with finite predictions.
  public func hostileRowsHarm() throws -> [String] {
    ContractRows.hostile(classes: classes).flatMap { item -> [String] in
      do {
        let model = try fit(item.rows, .serial)
        let values = try predict(model, rows(20))
        return values.allSatisfy(\.isFinite) ? [] : ["\(name): not finite after \(item.name)"]
      } catch is any Complaint {
        return []
      } catch {
        return ["\(name): \(item.name) ends in \(error), which is no complaint"]
      }
    }
  }

  /// Rows of another number of columns are refused.
  private func otherWidthsPass() throws -> [String] {
    let model = try fit(rows(), .serial)
    let narrow = ContractRows(seed: 1, rows: 5, columns: 3, classes: classes)
    do {
      _ = try predict(model, narrow)
      return ["\(name): rows of fewer columns are not refused"]
    } catch is any Complaint {
      return []
    }
  }

  /// Damaged files are refused with a complaint, or are harmless: they predict without a crash.
  public func hostileFilesHarm() throws -> [String] {
    let rows = rows(30)
    let json = write(try fit(rows, .serial))
    return JSONMutation.all(of: json).flatMap { mutation -> [String] in
      do {
        _ = try predict(model(mutation.json), rows)
        return []
      } catch is any Complaint {
        return []
      } catch {
        return ["\(name): \(mutation.name) ends in \(error), which is no complaint"]
      }
    }
  }
}
