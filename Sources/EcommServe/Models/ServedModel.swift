import EcommBase
import EcommTasks

/// One model as the service has it: ready to answer, with the form of its rows.
final class ServedModel: Sendable {
  let name: String
  let id: String
  /// Everything about it but the learner's own part, which `trained` holds.
  let file: ModelFile
  let trained: TrainedModel
  /// Nil for models that take no rows.
  let form: RowForm?
  /// The short way for one row, where the model has it.
  let quick: QuickRow?
  /// Of a segment model: the customers in the table beside it.
  let customers: CustomerBook?
  let loadedAt: Double
  let signature: [FileSignature]
  let live: LiveModel

  var task: TaskKind { file.task }

  /// `previous` is the same model before its file was written again.
  init(_ path: String, name: String, previous: ServedModel? = nil) throws {
    var file = try ModelFile.read(path)
    id = file.id
    trained = try TrainedModel(file, name: path)
    file.model = .null
    file.preparation = []
    self.name = name
    form = RowForm.of(trained, file.schema)
    if case .classify(let classifier) = trained, let form {
      quick = QuickRow(classifier, form, file, name: name)
    } else {
      quick = nil
    }
    let customersPath = ModelArchive.customers(besideModel: path)
    signature = FileSignature.of([path, customersPath])
    if file.task == .segment {
      customers = try CustomerBook(ifAt: customersPath)
    } else {
      customers = nil
    }
    loadedAt = Clock.now
    let isSame = previous?.id == id
    live = (isSame ? previous?.live : nil) ?? LiveModel(trained, form)
    file.reference = .null
    self.file = file
  }

  static func signature(_ path: String) -> [FileSignature] {
    FileSignature.of([path, ModelArchive.customers(besideModel: path)])
  }
}

extension RowForm {
  /// The fields of a row that `model` scores.
  static func of(_ model: TrainedModel, _ schema: [SchemaColumn]) -> RowForm? {
    let others = schema.filter { $0.role != .feature }.map(\.name)
    let features = schema.filter { $0.role == .feature }
    switch model {
    case .classify: return RowForm(features.map(FormField.init), passingOver: others)
    case .anomaly(let model):
      guard let payments = model.payments else {
        return RowForm(features.map(FormField.init), passingOver: others)
      }
      return RowForm(payment: payments, features, passingOver: others)
    case .segment(let model): return RowForm(customersOf: model)
    case .days: return RowForm(schema.map(FormField.ofDay))
    case .forecast: return nil
    }
  }

  /// Payments as a shop knows them; what they tell together the model counts itself.
  private init(
    payment columns: PaymentColumns, _ features: [SchemaColumn], passingOver others: [String]
  ) {
    let made = columns.made
    let own = features.filter { !made.contains($0.name) }.map(FormField.init)
    let known = Set(own.map(\.name))
    let named = columns.named.filter { !known.contains($0.column) }.map { role, column in
      switch role {
      case "time": FormField(column, .date)
      case "sign_up": FormField(column, .date, isOptional: true, mayBeNull: true)
      case "amount": FormField(column, .number, mayBeNull: true)
      default: FormField(column, .text, mayBeNull: true)
      }
    }
    self.init(named + own, passingOver: others)
  }

  /// A row a customer, with the figures that the segments are made of.
  private init(customersOf model: SegmentModel) {
    let usual = CustomerFigure.usual
    let needed = usual + model.figures.filter { !usual.contains($0) }
    let others = CustomerFigure.allCases.filter { !needed.contains($0) }
    self.init(
      [FormField("customer", .text, isOptional: true, mayBeNull: true)]
        + needed.map { FormField($0.rawValue, $0.kind, limits: $0.limits) }
        + others.map {
          FormField(
            $0.rawValue, $0.kind, isOptional: true, mayBeNull: true, limits: $0.limits)
        })
  }

  /// The lines of invoices that the segments of `model` were made of.
  static func transactions(_ schema: [SchemaColumn]) -> RowForm {
    RowForm(
      schema.map { column in
        switch (column.role, column.type) {
        case (.date, _): FormField(column.name, .date)
        case (.customer, _): FormField(column.name, .text)
        case (.value, _), (.feature, .integer), (.feature, .number):
          FormField(column.name, .number, limits: -1e12...1e12)
        default: FormField(column.name, .text, isOptional: column.role != .group, mayBeNull: true)
        }
      })
  }
}

extension CustomerFigure {
  /// Days, orders and products are counted.
  fileprivate var kind: FormField.Kind {
    switch self {
    case .frequency, .products, .repeats: .integer
    default: .number
    }
  }

  /// What a customer can have; beyond it somebody mistook a column.
  fileprivate var limits: ClosedRange<Double> {
    switch self {
    case .recency, .tenure, .meanGap, .gapSpread, .lastRepeat, .age: 0...100_000
    case .frequency: 1...10_000_000
    case .products, .repeats: 0...10_000_000
    case .monetary, .averageOrderValue, .itemsPerOrder, .repeatValue: 0...1e12
    case .shareReturned: 0...1e6
    }
  }
}

extension FormField {
  /// A column of a series.
  fileprivate static func ofDay(_ column: SchemaColumn) -> FormField {
    switch column.role {
    case .date: FormField(column.name, .date)
    case .value: FormField(column.name, .number)
    default: FormField(column.name, .text)
    }
  }
}
