using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

public class JsonPathFunctionTests
{
    private static readonly FlowValue Root = FlowValue.Parse("""
        {
          "numbers": [4, 2, 6], "mixed": [1.5, "9", null, 2], "none": [], "texts": ["a"], "text": "h\u00e9\ud83d\ude00", "one": 5,
          "large": [9223372036854775807, 9223372036854775807], "huge": [1e308, 1e308], "spread": [2, 4, 4, 4, 5, 5, 7, 9],
          "single": { "only": 1, "also": 2 }, "rows": [{ "n": 1 }, { "n": 2 }, { "m": 3 }, { "n": 4 }]
        }
        """);

    [Theory]
    [InlineData("$.numbers.length()", "3")]
    [InlineData("$.numbers.size()", "3")]
    [InlineData("$.numbers.min()", "2")]
    [InlineData("$.numbers.max()", "6")]
    [InlineData("$.numbers.sum()", "12")]
    [InlineData("$.numbers.avg()", "4")]
    [InlineData("$.numbers.first()", "4")]
    [InlineData("$.numbers.last()", "6")]
    [InlineData("$.numbers.stddev()", "1.632993161855452")]
    [InlineData("$.spread.stddev()", "2")]
    [InlineData("$.mixed.sum()", "3.5")]
    [InlineData("$.mixed.avg()", "1.75")]
    [InlineData("$.mixed.min()", "1.5")]
    [InlineData("$.mixed.length( )", "4")]
    [InlineData("$.large.sum()", "18446744073709551614")]
    [InlineData("$.huge.sum()", "null")]
    [InlineData("$.none.length()", "0")]
    [InlineData("$.none.sum()", "0")]
    [InlineData("$.none.min()", "null")]
    [InlineData("$.none.avg()", "null")]
    [InlineData("$.none.stddev()", "null")]
    [InlineData("$.none.first()", "null")]
    [InlineData("$.texts.max()", "null")]
    [InlineData("$.text.length()", "3")]
    [InlineData("$.one.length()", "null")]
    [InlineData("$.one.sum()", "null")]
    [InlineData("$.single.length()", "2")]
    [InlineData("$.single.keys()", """["only","also"]""")]
    [InlineData("$.single.keys().length()", "2")]
    [InlineData("$.numbers.keys()", "null")]
    [InlineData("$.length()", "11")]
    [InlineData("$.rows[*].n.sum()", "7")]
    [InlineData("$.rows[*].n.length()", "3")]
    [InlineData("$.rows[?(@.n > 1)].length()", "2")]
    [InlineData("$.nothing[*].length()", "0")]
    [InlineData("$..n.last()", "4")]
    public void A_path_function_gives_one_value(string text, string expected)
    {
        var path = JsonPath.Parse(text);
        Assert.True(path.IsDefinite);
        Assert.True(path.Segments.IsEmpty);
        Assert.Equal(FlowValue.Parse(expected), path.SelectOne(Root));
        Assert.Equal(FlowValue.Parse(expected), path.Read(Root));
        Assert.True(path.Matches(Root));
        Assert.Equal([new(FlowValue.Parse(expected), string.Empty)], path.SelectMatches(Root));
    }

    [Fact]
    public void A_path_function_of_nothing_gives_nothing()
    {
        var path = JsonPath.Parse("$.nothing.length()");
        Assert.True(path.SelectOne(Root).IsMissing);
        Assert.False(path.Matches(Root));
        Assert.Empty(path.Select(Root));
    }

    [Fact]
    public void A_function_without_brackets_is_a_name() =>
        Assert.Equal(7, JsonPath.Parse("$.length").SelectOne(FlowValue.Object(("length", 7))));
}
