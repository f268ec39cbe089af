using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

/// <summary>No path and no document can hang the engine or end its stack: each bound has a code that names it.</summary>
public class JsonPathBoundsTests
{
    // So that the tests take little time; that the defaults are bounds too one test says.
    private static readonly JsonPathLimits LittleWork = JsonPathLimits.Default with { Work = 2_000_000 };

    public static TheoryData<string> DeepTexts => new(
        "$[?(" + Repeat("@[?(", 15_000),
        "$[?" + Repeat("(", 60_000),
        "$[?" + Repeat("!(", 30_000),
        "$[?@ in " + Repeat("[", 60_000),
        "$[?" + Repeat("@[?", 20_000),
        "$[?" + Repeat("length(", 9_000) + "@",
        "$[?@ == " + Repeat("value($[?@ == ", 4_000));

    [Theory]
    [MemberData(nameof(DeepTexts))]
    public void A_text_nested_too_deep_is_refused(string text) => OnSmallStack(() =>
    {
        Assert.False(JsonPath.TryParse(text, JsonPathDialect.Flow, out _, out var fault));
        Assert.Equal(FlowErrorCodes.JsonPathTooDeep, fault.Code);
    });

    // Each holds a hundred kilobytes as long as the path is kept.
    [Theory]
    [InlineData("[?@ =~ /a/]")]
    [InlineData("[?match(@, 'a')]")]
    public void A_text_with_too_many_regular_expressions_is_refused(string one)
    {
        Assert.Equal(100, JsonPath.Parse("$" + Repeat(one, 100)).Patterns);
        Assert.False(JsonPath.TryParse("$" + Repeat(one, 101), JsonPathDialect.Flow, out _, out var fault));
        Assert.Equal(FlowErrorCodes.JsonPathRegex, fault.Code);
        Assert.InRange(fault.Position, 1 + (100 * one.Length), 1 + (101 * one.Length));
    }

    [Fact]
    public void A_text_too_long_is_refused()
    {
        Assert.False(JsonPath.TryParse("$" + Repeat(".a", 40_000), JsonPathDialect.Flow, out _, out var fault));
        Assert.Equal((FlowErrorCodes.JsonPathTooLong, 65_536), (fault.Code, fault.Position));
    }

    [Fact]
    public void A_long_text_is_read_and_evaluated_without_deep_recursion() => OnSmallStack(() =>
    {
        Assert.True(JsonPath.Parse("$" + Repeat(".a", 30_000)).SelectOne(FlowValue.EmptyObject).IsMissing);
        Assert.Single(JsonPath.Parse("$[?(" + Repeat("@ == 1 || ", 5_000) + "@ == 2)]").Select(FlowValue.Array(2)));
        Assert.Equal(FlowErrorCodes.JsonPathDepthBound, Met("$" + Repeat("[?(@)]", 5_000), FlowValue.Object(("a", 1))));
    });

    [Theory]
    [InlineData("$..*")]
    [InlineData("$..[?(@.x)]")]
    [InlineData("$[?(@ == $[1])]")]
    [InlineData("$[?(@ in [[[1]]] || @ != $[0])]")]
    [InlineData("$[?(@..x)]")]
    [InlineData("$[*][?(@[?(@[?(@..[?(@..x)])])])]")]
    public void A_value_too_deep_meets_a_bound(string path) => OnSmallStack(() =>
    {
        var deep = FlowValue.EmptyArray;
        for (var i = 0; i < 100_000; i++)
        {
            deep = FlowValue.Array(deep);
        }

        Assert.Equal(FlowErrorCodes.JsonPathDepthBound, Met(path, FlowValue.Array(deep, deep)));
    });

    [Fact]
    public void A_value_of_allowed_depth_fits_the_stack() => OnSmallStack(() =>
    {
        var deep = FlowValue.EmptyArray;
        for (var i = 0; i < 490; i++)
        {
            deep = FlowValue.Array(deep);
        }

        Assert.Equal(490, JsonPath.Parse("$..*").Select(deep).Count);
    });

    [Theory]
    [InlineData("$..*..*..*")]
    [InlineData("$[*,*,*,*,*,*,*,*][*,*,*,*,*,*,*,*][*,*,*,*,*,*,*,*][*,*,*,*,*,*,*,*]")]
    public void Too_many_results_meet_a_bound(string path) =>
        Assert.Equal(FlowErrorCodes.JsonPathResultBound, Met(path, Grid(8, 6), JsonPathLimits.Default));

    [Theory]
    [InlineData("$..*..*..*..*..zz", 2, 16)]
    [InlineData("$[?($[?($[?($[?(@ == 'x')])])])]", 100, 2)]
    [InlineData("$..[?($..[?(@ contains 'q')])]", 12, 4)]
    [InlineData("$[::1,::1,::1,::1][::1,::1,::1,::1][::1,::1,::1,::1][::1,::1,::1,::1][::1,::1,::1,::1].x", 9, 5)]
    [InlineData("$[?(@.sum() == $[?(@.sum() == $[?(@.sum() == 'x')])])]", 100, 2)]
    public void Too_much_work_meets_a_bound(string path, int width, int depth) =>
        Assert.Equal(FlowErrorCodes.JsonPathWorkBound, Met(path, Grid(width, depth)));

    [Fact]
    public void The_default_bounds_are_bounds()
    {
        var path = JsonPath.Parse("$..*..*..*..*..zz");
        Assert.Equal(FlowErrorCodes.JsonPathWorkBound, Assert.Throws<JsonPathException>(() => path.Select(Grid(2, 16))).Code);
    }

    [Fact]
    public void Long_texts_and_large_numbers_are_work()
    {
        var text = new string('a', 2_000_000);
        Assert.Equal(FlowErrorCodes.JsonPathWorkBound, Met(
            "$.list[?(@ contains $.part)]", FlowValue.Object(("list", Same(text, 100)), ("part", text[..500_000] + "b"))));
        Assert.Equal(FlowErrorCodes.JsonPathWorkBound, Met(
            "$.list[?(@ < $.text)]", FlowValue.Object(("list", Same(text, 10_000)), ("text", text + "b"))));
        Assert.Equal(FlowErrorCodes.JsonPathWorkBound, Met(
            "$.list[?(@ == $.n)]", FlowValue.Parse($$"""{ "list": [{{Repeat("1.00000000000000000000001,", 1000)}} 1], "n": 1.{{Repeat("0", 100_000)}}1 }""")));
    }

    [Theory]
    [InlineData("(a|a)*b")]
    [InlineData("(a*)*b")]
    [InlineData(".*a.{200}b")]
    [InlineData("(a?){300}a{300}b")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^a]")]
    public void No_regular_expression_hangs(string pattern)
    {
        var texts = Same(new string('a', 5_000), 50);
        var root = FlowValue.Object(("list", texts), ("pattern", pattern));
        Limited("$.list[?(@ =~ $.pattern)]", root);
        Limited("$.list[?match(@, $.pattern)]", root);
        Limited("$.list[?search(@, $.pattern)]", root);
    }

    [Fact]
    public void Patterns_from_data_are_compiled_within_the_time_limit()
    {
        var patterns = FlowValue.Array(Enumerable.Range(0, 20_000).Select(i => FlowValue.From($"(a{{0,300}}b){{1,3}}{i}")));
        Assert.Equal(FlowErrorCodes.JsonPathRegexBound, Met(
            "$[?('abc' =~ @)]", patterns, JsonPathLimits.Default with { RegexTime = TimeSpan.FromMilliseconds(100) }));
    }

    [Fact]
    public void A_bound_says_which_it_is()
    {
        var path = JsonPath.Parse("$[*]", JsonPathDialect.Flow, JsonPathLimits.Default with { Results = 2 });
        Assert.Equal(2, path.Select(FlowValue.Array(1, 2)).Count);
        var exception = Assert.Throws<JsonPathException>(() => path.Select(FlowValue.Array(1, 2, 3)));
        Assert.Equal("A JSONPath met a bound: it finds more than 2 values.", exception.Message);
        Assert.Equal((FlowErrorCodes.JsonPathResultBound, 0), (exception.Code, exception.Position));
    }

    [Fact]
    public void A_million_items_are_within_the_bounds()
    {
        var items = FlowValue.Array(Enumerable.Range(0, 1_000_000).Select(i => FlowValue.Object(("id", i), ("kind", "a"))));
        Assert.Equal(1_000_000, JsonPath.Parse("$[*].id").Read(items).Count);
        Assert.Equal(1, JsonPath.Parse("$[?(@.id == 999999 && @.kind in ['a', 'b'] && !@.zz)].id").Read(items).Count);
    }

    private static string? Met(string path, FlowValue root, JsonPathLimits? limits = null) =>
        Assert.Throws<JsonPathException>(() => JsonPath.Parse(path, JsonPathDialect.Flow, limits ?? LittleWork).Select(root)).Code;

    private static void Limited(string path, FlowValue root)
    {
        try
        {
            JsonPath.Parse(path, JsonPathDialect.Flow, LittleWork).Select(root);
        }
        catch (JsonPathException exception)
        {
            Assert.True(exception.Code is FlowErrorCodes.JsonPathRegexBound or FlowErrorCodes.JsonPathWorkBound);
        }
    }

    private static FlowValue Grid(int width, int depth) =>
        depth == 0 ? 1 : FlowValue.Array(Enumerable.Repeat(Grid(width, depth - 1), width));

    private static FlowValue Same(string text, int count) => FlowValue.Array(Enumerable.Range(0, count).Select(_ => FlowValue.From(text)));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static void OnSmallStack(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(test), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
