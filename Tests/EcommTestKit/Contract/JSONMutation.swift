import EcommBase

/// A document with one place of it made wrong.
public struct JSONMutation {
  public let name: String
  public let json: JSON

  private static let poisons: [JSON] = [
    .null, .bool(true), -1, 0, 3, .integer(.max), .integer(.min), 1e308, -0.5, .number(.nan), "x",
    [], [[]], [1], [1.5, 2.5], ["x"], [[1.0]], [:], ["x": 1],
  ]

  /// Every field, and the first and last item of every list, missing or replaced.
  public static func all(of json: JSON) -> [JSONMutation] {
    changes(of: json, at: "")
  }

  private static func changes(of json: JSON, at path: String) -> [JSONMutation] {
    var found = poisons.map { poison in
      JSONMutation(name: "\(path) = \(JSONWriter.text(poison))", json: poison)
    }
    if let object = json.object {
      for name in object.names {
        var without = object
        without[name] = nil
        found.append(JSONMutation(name: "\(path)/\(name) missing", json: .object(without)))
        for inner in changes(of: object[name] ?? .null, at: "\(path)/\(name)") {
          var changed = object
          changed[name] = inner.json
          found.append(JSONMutation(name: inner.name, json: .object(changed)))
        }
      }
    } else if let items = json.array, !items.isEmpty {
      found.append(JSONMutation(name: "\(path) shorter", json: packed(items.dropLast())))
      found.append(JSONMutation(name: "\(path) longer", json: packed(items + [items[0]])))
      for place in Set([0, items.count - 1]).sorted() {
        for inner in changes(of: items[place], at: "\(path)/\(place)") {
          var changed = items
          changed[place] = inner.json
          found.append(JSONMutation(name: inner.name, json: packed(changed)))
        }
      }
    }
    return found
  }

  /// As the reader would have it: lists of numbers are packed.
  private static func packed(_ items: some Collection<JSON>) -> JSON {
    let text = JSONWriter.bytes(.array(Array(items)))
    return (try? JSONReader.read(text)) ?? .array(Array(items))
  }
}
