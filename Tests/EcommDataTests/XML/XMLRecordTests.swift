import EcommBase
import Testing

@testable import EcommData

/// Documents of many shapes, read without any option.
@Suite struct XMLRecordTests {
  static let shopExport = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- newest first -->
    <orders>
      <order>
        <order_id>1002</order_id><client_id>7</client_id>
        <date_add>02.11.2025 11:20:31</date_add>
        <order_amount_brutto>59.98</order_amount_brutto>
        <payment_name>Przelewy24</payment_name>
        <comments></comments>
        <client_city> Łódź </client_city>
        <rows>
          <row><name>Kubek &amp; talerz</name><products_sku>K-1</products_sku><quantity>2</quantity></row>
          <row><name>Świeca</name><products_sku/><quantity>1</quantity></row>
        </rows>
      </order>
      <order>
        <order_id>1001</order_id><client_id>7</client_id>
        <date_add>01.11.2025 09:00:00</date_add>
        <order_amount_brutto>10.00</order_amount_brutto>
        <payment_name/>
        <comments>pilne</comments>
        <client_city>Kraków</client_city>
        <rows/>
      </order>
    </orders>
    """

  @Test func theShopExportNeedsNoOption() throws {
    let read = try XMLDocuments.read(Self.shopExport)
    let records = try #require(read.tables["records"])
    #expect(
      records.columns == [
        "order_id", "client_id", "date_add", "order_amount_brutto", "payment_name", "comments",
        "client_city",
      ])
    #expect(
      records.rows[0] == ["1002", "7", "02.11.2025 11:20:31", "59.98", "Przelewy24", "-", "Łódź"])
    #expect(
      records.rows[1] == ["1001", "7", "01.11.2025 09:00:00", "10.00", "-", "pilne", "Kraków"])
    #expect(records.lines == [4, 16])
    let rows = try #require(read.tables["rows/row"])
    #expect(rows.columns == ["record", "order_id", "name", "products_sku", "quantity"])
    #expect(
      rows.rows == [
        ["1", "1002", "Kubek & talerz", "K-1", "2"], ["1", "1002", "Świeca", "-", "1"],
      ])
    #expect(rows.lines == [12, 13])
    #expect(read.found.record == "order")
    #expect(read.found.key == "order_id")
    #expect(read.found.tables.map(\.rows) == [2, 2])
    #expect(read.found.tables[1].keys == ["record", "order_id"])
    #expect(
      read.found.notes == [
        "records are <order> in orders/order, 2 of them",
        "rows/row is a table of its own: 2 rows, with record and order_id",
      ])
  }

  @Test func aFileWithOneOrderIsReadLikeTheOthers() throws {
    let one =
      "<orders><order><id>1</id><x>2</x><rows><row><a>3</a><b>4</b></row></rows></order></orders>"
    let read = try XMLDocuments.read(one)
    #expect(read.tables["records"]?.rows == [["1", "2"]])
    #expect(read.tables["rows/row"]?.rows == [["1", "1", "3", "4"]])
  }

  @Test func manyFilesAreOneInput() throws {
    let first = "<orders><order><id>3</id><rows><row>x</row></rows></order></orders>"
    let second =
      "<orders><order><id>2</id><rows><row>y</row><row>z</row></rows></order><order><id>1</id><new>n</new></order></orders>"
    let read = try XMLDocuments.read([first, "<orders/>", second])
    #expect(read.tables["records"]?.columns == ["id", "new"])
    #expect(read.tables["records"]?.rows == [["3", "-"], ["2", "-"], ["1", "n"]])
    #expect(
      read.tables["rows/row"]?.rows == [["1", "3", "x"], ["2", "2", "y"], ["2", "2", "z"]])
  }

  @Test func recordsMayBeDeepAndHeadersAreLeftOutAloud() throws {
    let read = try XMLDocuments.read(
      "<response><status>ok</status><data page='1'><orders><order><a>1</a></order><order><a>2</a></order></orders></data></response>"
    )
    #expect(read.tables["records"]?.rows == [["1"], ["2"]])
    #expect(read.found.path == "response/data/orders/order")
    #expect(
      read.found.notes.last
        == "2 values are not in a record and left out: response/status, response/data/@page")
  }

  @Test func theListWithTheMostValuesHoldsTheRecords() throws {
    let read = try XMLDocuments.read(
      "<shop><categories><c id='1'>x</c><c id='2'>y</c></categories><offers><o id='1'><n>a</n><p>1</p></o><o id='2'><n>b</n><p>2</p></o></offers></shop>"
    )
    #expect(read.found.record == "o")
    #expect(read.tables["records"]?.columns == ["@id", "n", "p"])
  }

  @Test func attributesAndTextHavePathsOfTheirOwn() throws {
    let read = try XMLDocuments.read(
      "<l><r id='1'><customer id='7' vip=''>Anna</customer><to><city>Gdynia</city></to></r><r id='2'><price currency='PLN'> 9.99 </price></r></l>"
    )
    let records = try #require(read.tables["records"])
    #expect(
      records.columns == [
        "@id", "customer", "customer/@id", "customer/@vip", "to/city", "price", "price/@currency",
      ])
    #expect(
      records.rows == [
        ["1", "Anna", "7", "-", "Gdynia", "-", "-"], ["2", "-", "-", "-", "-", "9.99", "PLN"],
      ])
  }

  @Test func repeatedLeavesAreATable() throws {
    let read = try XMLDocuments.read(
      "<l><r><id>a</id><tag>1</tag><tag k='v'>2</tag></r><r><id>b</id><tag>3</tag></r></l>")
    #expect(read.tables["records"]?.rows == [["a"], ["b"]])
    #expect(read.tables["tag"]?.columns == ["record", "id", "tag", "@k"])
    #expect(
      read.tables["tag"]?.rows == [
        ["1", "a", "1", "-"], ["1", "a", "2", "v"], ["2", "b", "3", "-"],
      ])
  }

  @Test func siblingsThatTakeTurnsAreRows() throws {
    let read = try XMLDocuments.read(
      "<l><r><id>1</id><rows><n>a</n><p>1</p><n>b</n><n>c</n><p>3</p><p>4</p></rows></r><r><id>2</id><rows><n>d</n></rows></r></l>"
    )
    #expect(read.tables["rows"]?.columns == ["record", "id", "n", "p"])
    #expect(
      read.tables["rows"]?.rows == [
        ["1", "1", "a", "1"], ["1", "1", "b", "-"], ["1", "1", "c", "3"], ["1", "1", "-", "4"],
        ["2", "2", "d", "-"],
      ])
    let flat = try XMLDocuments.read("<l><n>a</n><p>1</p><n>b</n><p>2</p></l>")
    #expect(flat.tables["records"]?.columns == ["n", "p"])
    #expect(flat.tables["records"]?.rows == [["a", "1"], ["b", "2"]])
  }

  @Test func leavesThatRepeatApartAreTablesApart() throws {
    let read = try XMLDocuments.read(
      "<l><r><t>1</t><t>2</t><u>3</u><u>4</u></r><r><t>5</t></r></l>")
    #expect(read.tables["t"]?.rows.map(\.last) == ["1", "2", "5"])
    #expect(read.tables["u"]?.rows.map(\.last) == ["3", "4"])
  }

  @Test func listsInListsKnowTheirRow() throws {
    let read = try XMLDocuments.read(
      "<l><r><i><x>1</x><o>a</o><o>b</o></i><i><x>2</x><o>c</o></i></r><r><i><x>3</x><o>d</o></i></r></l>"
    )
    #expect(read.tables["i/o"]?.columns == ["record", "i", "o"])
    #expect(
      read.tables["i/o"]?.rows == [
        ["1", "1", "a"], ["1", "1", "b"], ["1", "2", "c"], ["2", "3", "d"],
      ])
  }

  @Test func mixedContentIsItsText() throws {
    let read = try XMLDocuments.read(
      "<l><r><d>Buy <b>now</b>,\n <i>or</i> <u>else</u></d></r><r><d><![CDATA[<p>]]> &amp; q</d></r></l>"
    )
    #expect(read.tables["records"]?.columns == ["d"])
    #expect(read.tables["records"]?.rows == [["Buy now,\n or else"], ["<p> & q"]])
  }

  @Test func namesThatAreTakenGetANumber() throws {
    let read = try XMLDocuments.read(
      "<l><r><id>1</id><i><id>x</id><record>y</record></i><i/></r><r><id>2</id></r></l>")
    #expect(read.tables["i"]?.columns == ["record", "id", "id_2", "record_2"])
    #expect(read.tables["i"]?.rows == [["1", "1", "x", "y"], ["1", "1", "-", "-"]])
  }

  @Test func aDocumentWithoutListsIsOneRecord() throws {
    #expect(
      try XMLDocuments.read("<a><b><c>1</c></b><d e='2'/></a>").tables["records"]?.rows.first?
        .prefix(1) == ["1"])
    #expect(
      try XMLDocuments.read("<a>5</a>").tables["records"]
        == .init(columns: ["a"], rows: [["5"]], lines: [1]))
    let empty = try XMLDocuments.read("<orders>\n</orders>")
    #expect(empty.tables.isEmpty)
    #expect(empty.found.notes == ["there are no records: every element is empty"])
  }

  @Test func theRecordCanBeNamed() throws {
    let text = Self.shopExport
    #expect(try XMLDocuments.read(text, record: "row").found.tables[0].rows == 2)
    #expect(try XMLDocuments.read(text, record: "orders/order").found.tables[0].rows == 2)
    #expect(throws: XMLRecordError.self) { try XMLDocuments.read(text, record: "ordr") }
    do {
      _ = try XMLDocuments.read(text, record: "ordr")
    } catch let error as XMLRecordError {
      #expect(
        error.text == "there is no element <ordr> to take for a record. Did you mean <order>?")
      #expect(error.verdict == .usage)
    }
  }

  @Test func namespacesAreNoColumns() throws {
    let read = try XMLDocuments.read(
      "<l xmlns:g='u'><item xmlns='v'><g:price>1</g:price></item><item><g:price>2</g:price></item></l>"
    )
    #expect(read.tables["records"]?.columns == ["g:price"])
  }

  @Test func keysMustBeThereAndDifferent() throws {
    #expect(try XMLDocuments.read("<l><r><id>1</id></r><r><id>1</id></r></l>").found.key == nil)
    #expect(try XMLDocuments.read("<l><r><id>1</id></r><r><x/></r></l>").found.key == nil)
    let several =
      "<l><order><client_id>1</client_id><order_id>5</order_id></order><order><client_id>2</client_id><order_id>6</order_id></order></l>"
    #expect(try XMLDocuments.read(several).found.key == "order_id")
  }
}
