import EcommBase
import EcommTasks

/// The interface as OpenAPI 3.1, made of the table of routes and of the forms of the loaded models.
enum OpenAPIDocument {
  static func json(_ shelf: Shelf, version: String) -> JSON {
    let shown = RouteTable.all.filter { $0.answers == .json || $0.answers == .text }
    var paths: [String: [(String, JSON)]] = [:]
    for route in shown {
      paths[route.template, default: []].append(
        (route.method.lowercased(), operation(route, shelf)))
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "ecomml", "version": .string(version),
        "description": "Machine learning models of an online shop.",
      ],
      "paths": .object(
        JSON.Object(paths.map { ($0.key, .object(JSON.Object($0.value))) })),
      "components": [
        "schemas": .object(JSON.Object(schemas(shelf))),
        "securitySchemes": [
          "bearer": ["type": "http", "scheme": "bearer"],
          "header": ["type": "apiKey", "in": "header", "name": "X-API-Key"],
        ],
      ],
      "security": [["bearer": []], ["header": []], [:]],
    ]
  }

  private static func operation(_ route: Route, _ shelf: Shelf) -> JSON {
    var object = JSON.Object([
      ("summary", .string(route.summary)), ("tags", .strings([route.tag.rawValue])),
      ("operationId", .string(operationId(route))), ("responses", responses(route)),
    ])
    let parameters = pathParameters(route) + route.query.map(Self.query)
    if !parameters.isEmpty { object["parameters"] = .array(parameters) }
    if route.isOpen { object["security"] = .array([]) }
    if let body = route.body { object["requestBody"] = requestBody(body, route, shelf) }
    return .object(object)
  }

  private static func operationId(_ route: Route) -> String {
    let words = route.template.split { !($0.isLetter || $0.isNumber) }
    return ([route.method.lowercased()] + words.map(String.init)).joined(separator: "_")
  }

  private static func pathParameters(_ route: Route) -> [JSON] {
    route.template.split(separator: "/").filter { $0.hasPrefix("{") }.map {
      [
        "name": .string(String($0.dropFirst().dropLast())), "in": "path", "required": true,
        "schema": ["type": "string"],
      ]
    }
  }

  private static func query(_ query: Route.Query) -> JSON {
    [
      "name": .string(query.name), "in": "query", "required": false,
      "description": .string(query.summary), "schema": ["type": .string(query.type)],
    ]
  }

  private static func responses(_ route: Route) -> JSON {
    let type = route.answers == .text ? "text/plain" : "application/json"
    let schema: JSON = ["type": .string(route.answers == .text ? "string" : "object")]
    var content = JSON.Object([(type, ["schema": schema])])
    if route.takesFiles {
      for format in [BodyFormat.csv, .jsonLines] {
        content[format.rawValue] = ["schema": ["type": "string"]]
      }
    }
    var responses = JSON.Object([
      ("200", ["description": "the answer", "content": .object(content)])
    ])
    let problem: JSON = [
      "description": "what is wrong, as RFC 9457 says it",
      "content": [
        "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
      ],
    ]
    for status in codes(route) { responses[String(status)] = problem }
    return .object(responses)
  }

  private static func codes(_ route: Route) -> [Int] {
    (route.isOpen ? [] : [401, 429]) + (route.body == nil ? [] : [400, 413, 415, 422])
      + (route.template.contains("{") || !route.query.isEmpty ? [404] : [])
      + (route.template == "/health/ready" ? [503] : [])
  }

  private static func requestBody(_ body: Route.Body, _ route: Route, _ shelf: Shelf) -> JSON {
    var content = JSON.Object([("application/json", ["schema": schema(of: body, shelf)])])
    if route.takesFiles {
      for format in [BodyFormat.csv, .jsonLines] {
        content[format.rawValue] = ["schema": ["type": "string"]]
      }
    }
    return ["required": true, "content": .object(content)]
  }
}

extension OpenAPIDocument {
  private static func schema(of body: Route.Body, _ shelf: Shelf) -> JSON {
    switch body {
    case .rows(let form): oneOrMany(shelf.models.filter(form.fits))
    case .rowsOfNamed: oneOrMany(shelf.models.filter { $0.form != nil })
    case .segment: oneOrMany(shelf.models.filter(ShortForm.segment.fits))
    case .forecast: ["$ref": "#/components/schemas/ForecastWish"]
    }
  }

  private static func oneOrMany(_ models: [ServedModel]) -> JSON {
    guard !models.isEmpty else { return ["type": "object"] }
    let one = models.map { reference($0) }
    return [
      "anyOf": .array(one + one.map { ["type": "array", "minItems": 1, "items": $0] })
    ]
  }

  private static func reference(_ model: ServedModel) -> JSON {
    ["$ref": .string("#/components/schemas/\(component(model))")]
  }

  /// Names of components have letters, digits, dots, dashes and underscores.
  private static func component(_ model: ServedModel) -> String {
    "Row." + String(model.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  private static func schemas(_ shelf: Shelf) -> [(String, JSON)] {
    let rows = shelf.models.compactMap { model in
      model.form.map { (component(model), $0.schema) }
    }
    let distinct = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    return distinct.map { ($0.key, $0.value) } + [
      ("ForecastWish", forecastWish), ("Problem", problem),
    ]
  }

  private static var forecastWish: JSON {
    [
      "type": "object", "required": ["days_ahead"], "additionalProperties": false,
      "properties": [
        "days_ahead": [
          "type": "integer", "minimum": 1, "maximum": .integer(ForecastRoute.longest),
        ],
        "start_date": ["type": "string", "format": "date"],
        "regressors": [
          "type": "object",
          "additionalProperties": ["type": "array", "items": ["type": "number"]],
        ],
        "key": ["type": "array", "items": ["type": "string"]],
      ],
    ]
  }

  private static var problem: JSON {
    [
      "type": "object",
      "properties": [
        "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
        "detail": ["type": "string"],
        "errors": [
          "type": "array",
          "items": [
            "type": "object",
            "properties": ["pointer": ["type": "string"], "detail": ["type": "string"]],
          ],
        ],
      ],
    ]
  }
}

extension RowForm {
  /// The row as JSON Schema.
  var schema: JSON {
    [
      "type": "object", "additionalProperties": false,
      "required": .strings(fields.filter { !$0.isOptional }.map(\.name)),
      "properties": .object(JSON.Object(fields.map { ($0.name, $0.schema) })),
    ]
  }
}

extension FormField {
  fileprivate var schema: JSON {
    let isNullable = mayBeNull || isOptional
    func type(_ name: String) -> JSON { isNullable ? [.string(name), "null"] : .string(name) }
    var object = JSON.Object()
    switch kind {
    case .number: object["type"] = type("number")
    case .integer: object["type"] = type("integer")
    case .boolean: object["type"] = type("boolean")
    case .text: object["type"] = type("string")
    case .date:
      object["type"] = type("string")
      object["format"] = "date-time"
    case .category(let levels):
      object["enum"] = .array(levels.map(JSON.string) + (isNullable ? [.null] : []))
    }
    if let range = limits ?? accepted {
      object["minimum"] = .number(range.lowerBound)
      object["maximum"] = .number(range.upperBound)
    }
    return .object(object)
  }
}
