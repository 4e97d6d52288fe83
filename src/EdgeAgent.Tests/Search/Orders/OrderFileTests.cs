using System.Text;
using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

public sealed class OrderFileTests
{
    private const string Whole = """
        "id": "jacket", "case": "2026-1105-112", "officer": "kim", "purpose": "missing child",
        "since": "2026-11-27T18:00:00+09:00", "until": "2026-11-28T00:00:00+09:00"
        """;

    [Fact]
    public void An_order_says_whom_to_look_for_and_for_whom()
    {
        var order = Assert.Single(Parse($$"""
            // The evening's orders.
            { "version": 3, "orders": [ { {{Whole}}, "top": "red or pink", "bottom": ["blue", "black"], "age": "child", "alone": true,
              "with": ["backpack", "dog"], "heading": "up-left", "kind": "person", "cameras": ["gate"], "leastScore": 0.6, }, ] }
            """, version: 3).Orders);

        Assert.Equal(("jacket", "2026-1105-112", "kim", "missing child"), (order.Id, order.Case, order.Officer, order.Purpose));
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 15, 0, 0, TimeSpan.Zero), order.Until);
        Assert.Equal([new CameraId("gate")], order.Cameras);
        Assert.Equal(0.6f, order.LeastScore);
        Assert.Equal(
            new Description
            {
                Tops = new ColorSet(NamedColor.Red, NamedColor.Pink),
                Bottoms = new ColorSet(NamedColor.Blue, NamedColor.Black),
                Age = AgeGroup.Child,
                Company = Company.Alone,
                Carried = Carried.Backpack | Carried.Dog,
                Heading = Heading.UpLeft,
            },
            order.Description);
    }

    [Fact]
    public void An_order_that_is_written_down_is_read_as_it_was()
    {
        var set = Parse($$"""
            { "orders": [ { {{Whole}}, "top": "red", "age": "child", "alone": false, "with": "backpack", "heading": "left", "cameras": ["gate", "yard"] },
              { {{Whole.Replace("jacket", "van", StringComparison.Ordinal)}}, "kind": "truck", "color": "white" } ] }
            """);
        foreach (var order in set.Orders)
        {
            var text = OrderJson.Write(order);
            Assert.Equal(text, OrderJson.Write(Assert.Single(Parse($$"""{ "orders": [ {{text}} ] }""").Orders)));
        }
    }

    [Theory]
    [InlineData("case")]
    [InlineData("officer")]
    [InlineData("purpose")]
    [InlineData("until")]
    [InlineData("id")]
    public void An_order_without_case_officer_purpose_or_end_is_refused_by_name_and_the_others_are_taken(string left)
    {
        var without = string.Join(',', Whole.Split(',').Where(member => !member.Contains($"\"{left}\"", StringComparison.Ordinal)));
        var set = Parse($$"""{ "orders": [ { {{without}}, "top": "red" }, { {{Whole.Replace("jacket", "coat", StringComparison.Ordinal)}}, "top": "blue" } ] }""");

        Assert.Equal("coat", Assert.Single(set.Orders).Id);
        var refused = Assert.Single(set.Refused);
        Assert.Equal((left == "id" ? "orders[0]" : "jacket", "order/missing", $"orders[0].{left}"), (refused.Order, refused.Problem.Code, refused.Problem.Path));
    }

    [Fact]
    public void Everything_that_is_wrong_with_an_order_is_said_at_once()
    {
        var set = Parse("""
            { "orders": [ { "id": "jacket", "case": 7, "officer": "", "since": "18:00", "until": "2026-11-28", "top": "crimson", "bottom": "bleu",
              "age": "boy", "alone": "yes", "with": "sword", "heading": "north", "kind": "human", "cameras": ["Gate 1"], "leastScore": 70, "topp": "red",
              "purpose": "a", "purpose": "b" } ] }
            """);

        Assert.Empty(set.Orders);
        Assert.All(set.Refused, refused => Assert.Equal("jacket", refused.Order));
        Assert.Equal(
            ["age", "alone", "bottom", "cameras", "case", "heading", "kind", "leastScore", "officer", "purpose", "since", "top", "topp", "until", "with"],
            set.Refused.Select(refused => refused.Problem.Path!["orders[0].".Length..].Split('[')[0]).Order(StringComparer.Ordinal));
        var bottom = set.Refused.Single(refused => refused.Problem.Path == "orders[0].bottom").Problem.Message;
        Assert.Contains("did you mean blue?", bottom, StringComparison.Ordinal);
        Assert.Contains("black, white, gray, red, orange, yellow, green, blue, purple, pink, brown, beige", bottom, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"kind\": \"car\", \"top\": \"red\"", "order/nothing-matches")]
    [InlineData("\"color\": \"red\"", "order/nothing-matches")]
    [InlineData("\"kind\": \"person\"", "order/says-nothing")]
    [InlineData("\"alone\": true", "order/says-nothing")]
    [InlineData("\"age\": \"adult\"", "order/says-nothing")]
    [InlineData("\"top\": \"black,white,gray,red,orange,yellow,green,blue,purple,pink,brown,beige\"", "order/says-nothing")]
    public void A_description_that_nothing_or_nearly_everybody_fits_is_refused(string description, string code)
    {
        var set = Parse($$"""{ "orders": [ { {{Whole}}, {{description}} } ] }""");

        Assert.Empty(set.Orders);
        Assert.Equal(code, Assert.Single(set.Refused).Problem.Code);
    }

    [Theory]
    [InlineData("2026-11-27T18:00:00+09:00", "2026-11-27T17:00:00+09:00", "order/ends-before-it-begins")]
    [InlineData("2026-11-27T18:00:00+09:00", "2026-12-28T18:00:00+09:00", "order/too-long")]
    public void An_order_that_ends_before_it_begins_or_goes_on_for_too_long_is_refused(string since, string until, string code)
    {
        var set = Parse($$"""{ "orders": [ { "id": "a", "case": "1", "officer": "kim", "purpose": "x", "since": "{{since}}", "until": "{{until}}", "top": "red" } ] }""");

        Assert.Equal(code, Assert.Single(set.Refused).Problem.Code);
    }

    [Fact]
    public void A_second_order_with_the_same_id_is_refused_by_name()
    {
        var set = Parse($$"""{ "orders": [ { {{Whole}}, "top": "red" }, { {{Whole}}, "top": "blue" } ] }""");

        Assert.Equal(new ColorSet(NamedColor.Red), Assert.Single(set.Orders).Description.Tops);
        Assert.Equal(("jacket", "order/duplicate"), (set.Refused[0].Order, set.Refused[0].Problem.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"order\": [] }")]
    [InlineData("{ \"orders\": {} }")]
    [InlineData("{ \"orders\": [], \"version\": -1 }")]
    [InlineData("{ \"orders\": [], \"verison\": 4 }")]
    [InlineData("{ \"orders\": [ { \"id\": \"jacket\", \"case\": \"2026-11")]
    public void A_file_that_is_no_set_of_orders_is_refused_as_a_whole(string text)
    {
        var fault = Assert.Throws<OrderException>(() => OrderFile.Parse(Encoding.UTF8.GetBytes(text), "orders.json"));

        Assert.Equal(("order/syntax", "orders.json"), (fault.Problem.Code, fault.Problem.Path));
    }

    [Theory]
    [InlineData("{ \"orders\": [ 7, null, [], \"x\", {} ] }", 0)]
    [InlineData("{ \"orders\": [ { \"id\": \"\\ud800\", \"top\": [1, null, {}], \"with\": [[]] } ] }", 0)]
    public void What_is_no_order_at_all_is_refused_by_its_place(string text, int taken)
    {
        var set = OrderFile.Parse(Encoding.UTF8.GetBytes(text), "orders.json");

        Assert.Equal(taken, set.Orders.Length);
        Assert.All(set.Refused, refused => Assert.StartsWith("orders[", refused.Order, StringComparison.Ordinal));
        Assert.NotEmpty(set.Refused);
    }

    private static OrderSet Parse(string text, long version = 0)
    {
        var set = OrderFile.Parse(Encoding.UTF8.GetBytes(text), "orders.json");
        Assert.Equal(version, set.Version);
        return set;
    }
}
