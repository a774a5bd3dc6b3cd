/// Where the records of a document are.
///
/// An element is one of a list if it repeats in one parent, or if its parent is named after it and holds
/// nothing else (`<orders><order>`), so that a list of one is still a list. Of the outermost lists the
/// one with the most values holds the records. Leaves that take turns under one parent are records
/// without an element of their own. Without any list the root is the only record.
struct XMLShape {
  let survey: XMLSurvey
  let names: XMLNames
  /// Element children of each path, as they first appear.
  let children: [[Int32]]
  let attributes: [[Int32]]
  /// Values on each path and below.
  let values: [Int]
  /// Leaf and attribute paths below each path.
  let columns: [Int]

  init(_ survey: XMLSurvey, _ names: XMLNames) {
    self.survey = survey
    self.names = names
    let paths = survey.paths
    var children = [[Int32]](repeating: [], count: paths.count)
    var attributes = children
    var values = survey.occurrences.map(\.withText)
    var columns = [Int](repeating: 0, count: paths.count)
    for path in stride(from: paths.count - 1, to: 0, by: -1) {
      let parent = Int(paths.list[path].parent)
      let isAttribute = paths.list[path].isAttribute
      values[parent] += values[path]
      columns[parent] += columns[path] + (isAttribute || children[path].isEmpty ? 1 : 0)
      if isAttribute {
        attributes[parent].append(Int32(path))
      } else {
        children[parent].append(Int32(path))
      }
    }
    self.children = children.map { $0.reversed() }
    self.attributes = attributes.map { $0.reversed() }
    self.values = values
    self.columns = columns
  }

  /// The records: one element, or several that take turns.
  func records(named wanted: String?) throws(XMLRecordError) -> [Int32] {
    if let wanted { return [try path(named: wanted)] }
    let lists = outermostLists()
    let best = lists.max { weight($0) < weight($1) || weight($0) == weight($1) && $0[0] > $1[0] }
    if let best { return best }
    return children[0].prefix(1).filter { values[Int($0)] > 0 }
  }

  private func weight(_ list: [Int32]) -> Int { list.reduce(0) { $0 + values[Int($1)] } }

  private func outermostLists() -> [[Int32]] {
    var lists: [[Int32]] = []
    var open = children[0]
    while let path = open.popLast() {
      let found = listsIn(path)
      lists += found
      let taken = Set(found.joined())
      open += children[Int(path)].filter { !taken.contains($0) }
    }
    return lists
  }

  /// The lists whose items stand directly in `parent`.
  func listsIn(_ parent: Int32) -> [[Int32]] {
    var lists: [[Int32]] = []
    var taken: Set<Int32> = []
    for path in children[Int(parent)] where isListed(path) && !taken.contains(path) {
      let list = isLeaf(path) ? takingTurns(with: path) : [path]
      taken.formUnion(list)
      lists.append(list)
    }
    return lists
  }

  func isLeaf(_ path: Int32) -> Bool { children[Int(path)].isEmpty }

  private func repeats(_ path: Int32) -> Bool {
    survey.occurrences[Int(path)].mostPerParent > 1
  }

  private func isListed(_ path: Int32) -> Bool { repeats(path) || isOnlyKind(path) }

  /// `<rows><row>`: worth a table of its own even if no list here has two.
  private func isOnlyKind(_ path: Int32) -> Bool {
    let parent = survey.paths[path].parent
    guard parent > 0, children[Int(parent)].count == 1, columns[Int(path)] > 1,
      survey.occurrences[Int(parent)].withText == 0
    else { return false }
    return isNamedAfter(survey.paths[parent].name, survey.paths[path].name)
  }

  /// `orders` after `order`, `zamowienia` after `zamowienie`: most of the shorter name is the same.
  private func isNamedAfter(_ list: Int32, _ item: Int32) -> Bool {
    let item = Array(names[item].lowercased().utf8)
    let shared = zip(names[list].lowercased().utf8, item).prefix { $0 == $1 }.count
    return shared >= 3 && shared * 10 >= item.count * 6
  }

  /// Repeated leaves of the same parent that are linked by taking turns, in the order of the document.
  private func takingTurns(with path: Int32) -> [Int32] {
    var group: Set<Int32> = [path]
    var open = [path]
    while let current = open.popLast() {
      for other in survey.turns[current] ?? []
      where isLeaf(other) && repeats(other) && group.insert(other).inserted {
        open.append(other)
      }
    }
    return group.sorted()
  }

  // MARK: by name

  /// The element called `wanted`, or whose path ends so; of several the one with the most values.
  private func path(named wanted: String) throws(XMLRecordError) -> Int32 {
    let elements = (1..<max(1, survey.paths.count)).map { Int32($0) }
      .filter { !survey.paths[$0].isAttribute }
    let found = elements.filter { matches($0, wanted) }
    guard let best = found.max(by: { values[Int($0)] < values[Int($1)] }) else {
      throw .noSuchElement(
        wanted, known: Set(elements.map { names[survey.paths[$0].name] }).sorted())
    }
    return best
  }

  private func matches(_ path: Int32, _ wanted: String) -> Bool {
    let text = survey.paths.text(path, below: 0, names)
    let local = names[names.entries[Int(survey.paths[path].name)].local]
    let target = wanted.first == "/" ? String(wanted.dropFirst()) : wanted
    return text == target || text.hasSuffix("/" + target) || local == target
  }

  // MARK: the key

  /// The column that tells records apart: once in each, its values different, and called like one.
  func key(of record: Int32) -> Int32? {
    let count = survey.occurrences[Int(record)].count
    let candidates = (attributes[Int(record)] + children[Int(record)]).filter {
      survey.occurrences[Int($0)].count == count && survey.isKey($0)
        && survey.occurrences[Int($0)].withElements == 0
    }
    return candidates.min { rank($0, record) < rank($1, record) }
  }

  /// `id` before `order_id` before any other.
  private func rank(_ path: Int32, _ record: Int32) -> Int {
    let name = names[survey.paths[path].name].lowercased()
    if name == "id" { return 0 }
    return name.hasPrefix(names[survey.paths[record].name].lowercased()) ? 1 : 2
  }
}
