import EcommBase
import EcommData
import EcommHTTP
import EcommTasks

/// What the customers of the segment model are like, from the table beside it.
enum AnalyticsRoutes {
  static let all: [Route] = [
    Route(
      method: "GET", template: "/analytics/overview", summary: "customers, revenue and segments",
      tag: .analytics, longFrom: 0, query: [.model]
    ) { call in
      let (model, book) = try book(call)
      return .json(overview(model, book))
    },
    Route(
      method: "GET", template: "/analytics/segments",
      summary: "each segment: size, revenue, typical figures, what to do", tag: .analytics,
      longFrom: 0, query: [.model]
    ) { call in
      let (model, book) = try book(call)
      return .json(["segments": .array(SegmentFigures.all(model, book).map(\.json))])
    },
    Route(
      method: "GET", template: "/analytics/summary", summary: "how each figure is spread",
      tag: .analytics, longFrom: 0, query: [.model]
    ) { call in
      let (_, book) = try book(call)
      return .json(summary(book))
    },
    Route(
      method: "GET", template: "/analytics/customer/{id}", summary: "one customer",
      tag: .analytics, query: [.model]
    ) { call in
      let (model, book) = try book(call)
      return .json(try customer(call.parameters["id"] ?? "", model, book))
    },
  ]

  private static let longestId = 128

  private static func book(_ call: Call) throws(Problem) -> (ServedModel, CustomerBook) {
    let model = try call.model(for: .segment)
    guard let book = model.customers else {
      throw .notFound("\(model.name).customers.csv is not beside the model")
    }
    return (model, book)
  }

  private static func overview(_ model: ServedModel, _ book: CustomerBook) -> JSON {
    let figures = SegmentFigures.all(model, book)
    let revenue = (book.numbers("monetary") ?? []).reduce(0, +)
    let orders = (book.numbers("frequency") ?? []).reduce(0, +)
    return [
      "customers": .integer(book.count), "revenue": .number(SegmentFigures.cents(revenue)),
      "orders": .number(orders), "segments": .integer(figures.count),
      "anomalies": .integer(figures.reduce(0) { $0 + $1.anomalies }),
      "largest_segment": .optional(figures.max { $0.customers < $1.customers }?.name),
      "most_revenue": .optional(figures.max { $0.revenue < $1.revenue }?.name),
      "model": .string(model.name), "model_version": .string(model.id),
    ]
  }

  private static func summary(_ book: CustomerBook) -> JSON {
    let names = CustomerFigure.allCases.map(\.rawValue) + ["expected_purchases", "expected_value"]
    let spreads = names.compactMap { name -> (String, JSON)? in
      let known = (book.numbers(name) ?? []).filter { !$0.isNaN }.sorted()
      guard !known.isEmpty else { return nil }
      func quantile(_ share: Double) -> JSON {
        .number(known[Int(share * Double(known.count - 1))])
      }
      let mean = known.reduce(0, +) / Double(known.count)
      return (
        name,
        [
          "customers": .integer(known.count), "mean": .number(mean), "min": .number(known[0]),
          "q25": quantile(0.25), "median": quantile(0.5), "q75": quantile(0.75),
          "max": .number(known[known.count - 1]),
        ]
      )
    }
    return ["customers": .integer(book.count), "figures": .object(JSON.Object(spreads))]
  }

  private static func customer(
    _ id: String, _ model: ServedModel, _ book: CustomerBook
  ) throws(Problem) -> JSON {
    guard id.utf8.count <= longestId, !id.unicodeScalars.contains(where: { $0.value < 32 }) else {
      throw Problem(400, "this is no customer's id", .malformed)
    }
    guard let row = book.row(of: id) else { throw .notFound("there is no customer \(id)") }
    var object = book.json(row)
    if case .segment(let segments) = model.trained, let name = object["name"]?.string,
      let segment = segments.segments.first(where: { $0.name == name })
    {
      object["action"] = .string(segment.kind.action)
    }
    return .object(object)
  }
}

/// One segment of the customers' table.
struct SegmentFigures {
  let name: String
  let action: String
  let customers: Int
  let share: Double
  let revenue: Double
  let revenueShare: Double
  let anomalies: Int
  /// Medians.
  let typical: [(String, Double)]

  private static let figures = ["recency", "frequency", "monetary", "expected_value"]

  static func cents(_ value: Double) -> Double {
    value.magnitude < 1e13 ? (value * 100).rounded() / 100 : value
  }

  /// In the order of the model's segments; those without customers too.
  static func all(_ model: ServedModel, _ book: CustomerBook) -> [SegmentFigures] {
    guard case .segment(let segments) = model.trained else { return [] }
    let names = book.texts("name")
    let value = book.numbers("monetary") ?? []
    let odd = book.numbers("anomaly") ?? []
    let columns = figures.compactMap { name in book.numbers(name).map { (name, $0) } }
    let all = value.reduce(0) { $0 + ($1.isNaN ? 0 : $1) }
    return segments.segments.map { segment in
      let rows = names.indices.filter { names[$0] == segment.name }
      let revenue = rows.reduce(0.0) { sum, row in
        sum + (value.indices.contains(row) && !value[row].isNaN ? value[row] : 0)
      }
      return SegmentFigures(
        name: segment.name, action: segment.kind.action, customers: rows.count,
        share: Double(rows.count) / Double(max(1, names.count)), revenue: cents(revenue),
        revenueShare: all > 0 ? revenue / all : 0,
        anomalies: rows.count { odd.indices.contains($0) && odd[$0] == 1 },
        typical: columns.compactMap { name, column in
          let known = rows.map { column[$0] }.filter { !$0.isNaN }.sorted()
          return known.isEmpty ? nil : (name, known[known.count / 2])
        })
    }
  }

  var json: JSON {
    [
      "name": .string(name), "action": .string(action), "customers": .integer(customers),
      "share": .number(share), "revenue": .number(revenue), "revenue_share": .number(revenueShare),
      "anomalies": .integer(anomalies),
      "medians": .object(JSON.Object(typical.map { ($0.0, .number($0.1)) })),
    ]
  }
}
