using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

/// <summary>What mappings and conditions ask of a path: sources, conditions, targets, and the roots they begin at.</summary>
public class JsonPathFlowsTests
{
    private static readonly FlowValue Document = FlowValue.Parse("""
        {
          "context": {
            "rows": [{ "v": 1, "o": { "v": "a" } }, { "o": {} }, { "v": null }, 5, null],
            "by": { "a": { "v": 1 }, "b": { "w": 2 } }, "empty": [], "wanted": 2,
            "items": [{ "id": 1, "done": false }, { "id": 2, "done": false }, { "id": 3 }]
          },
          "input": { "num": 4, "flag": false, "nothing": null, "list": [1, 2], "wanted": 3 }
        }
        """);

    private static readonly PathRoots Roots = new() { Context = Document["context"], Input = Document["input"] };

    [Theory]
    [InlineData("$.context.rows[*].v", "[1,null,null]")]
    [InlineData("$.context.rows.*.v", "[1,null,null]")]
    [InlineData("$.context.rows.[*]['v']", "[1,null,null]")]
    [InlineData("$.context.rows[*].o.v", """["a",null]""")]
    [InlineData("$.context.by.*.v", "[1,null]")]
    [InlineData("$.context.none[*].v", "[]")]
    [InlineData("$.context.empty[*].v", "[]")]
    [InlineData("$.context.rows[*].zz.v", "[]")]
    [InlineData("$.context.rows[*]['v','w']", "[1,null]")]
    [InlineData("$.context.rows[0:3].v", "[1,null]")]
    [InlineData("$.context.rows[0,1].v", "[1]")]
    [InlineData("$.context.items[?(@.id > 1)].done", "[false]")]
    [InlineData("$..zz", "[]")]
    [InlineData("$..*.zz", "[]")]
    [InlineData("$.context.rows[*]..v", """[1,"a",null]""")]
    public void A_source_keeps_the_place_of_a_missing_last_name_under_a_wildcard(string path, string expected)
    {
        Assert.Equal(FlowValue.Parse(expected), JsonPath.Parse(path).Read(Document));
        Assert.Equal(FlowValue.Parse(expected), JsonPath.Parse(path).Read(Roots));
    }

    [Fact]
    public void Only_sources_keep_places()
    {
        var path = JsonPath.Parse("$.context.rows[*].zz");
        Assert.Equal(3, path.Read(Roots).Count);
        Assert.False(path.Matches(Roots));
        Assert.Empty(path.Select(Document));
        Assert.Empty(Locations(path));
        Assert.False(JsonPath.Parse("$.context[?(@.rows[*].zz)]").Matches(Roots));
    }

    [Theory]
    [InlineData("$.input.num", "4")]
    [InlineData("$.input['list'][-1]", "2")]
    [InlineData("$.input.list[5]", "")]
    [InlineData("$.input.list.a", "")]
    [InlineData("$.input.num[0]", "")]
    [InlineData("$.input.nothing", "null")]
    [InlineData("$.input.nothing.more", "")]
    [InlineData("$.output", "")]
    [InlineData("$.tasks.a.trigger_url", "")]
    public void A_definite_source_gives_the_value_or_nothing(string path, string expected)
    {
        Assert.Equal(expected, JsonPath.Parse(path).Read(Roots).ToString());
        Assert.Equal(expected, JsonPath.Parse(path).SelectOne(Document).ToString());
    }

    [Theory]
    [InlineData("$.input", true)]
    [InlineData("$", true)]
    [InlineData("$.*", true)]
    [InlineData("$.input.flag", true)]
    [InlineData("$.input.nothing", true)]
    [InlineData("$.input.absent", false)]
    [InlineData("$.output", false)]
    [InlineData("$.input.[?(@.num < 5)]", true)]
    [InlineData("$.input[?(@.num >= 5)]", false)]
    [InlineData("$.input.list[?(@ > 1)]", true)]
    [InlineData("$.input.list[?(@ > 2)]", false)]
    [InlineData("$.input.list.length()", true)]
    [InlineData("$.input.num[*]", false)]
    [InlineData("$.input..num", true)]
    [InlineData("$.input[?(@.num == $.input.num)]", true)]
    [InlineData("$.input[?($..wanted anyof [3])]", true)]
    public void A_condition_holds_when_there_is_a_match(string path, bool holds)
    {
        Assert.Equal(holds, JsonPath.Parse(path).Matches(Document));
        Assert.Equal(holds, JsonPath.Parse(path).Matches(Roots));
    }

    [Fact]
    public void A_condition_stops_at_the_first_match()
    {
        var root = FlowValue.Array(Enumerable.Range(0, 1000).Select(i => (FlowValue)i));
        var path = JsonPath.Parse("$[?(@ >= 0)]", JsonPathDialect.Flow, JsonPathLimits.Default with { Results = 1 });
        Assert.True(path.Matches(root));
        Assert.Throws<JsonPathException>(() => path.Select(root));
    }

    [Theory]
    [InlineData("$.context.items[?(@.id == $.context.wanted)].id", "[2]")]
    [InlineData("$.context.items[?(@.id == $.input.wanted)].id", "[3]")]
    [InlineData("$.context.items[?(@.id == $['output'])].id", "[]")]
    [InlineData("$.context.items[?($.*.wanted contains @.id)].id", "[2,3]")]
    public void The_root_in_a_filter_is_the_document_of_all_roots(string path, string expected)
    {
        Assert.Equal(FlowValue.Parse(expected), JsonPath.Parse(path).Read(Roots));
        Assert.Equal(FlowValue.Parse(expected), JsonPath.Parse(path).Read(Document));
    }

    [Theory]
    [InlineData("$.context.a.b", "context a b")]
    [InlineData("$.context['a b'].content-type", "context a b content-type")]
    [InlineData("$.context.list[2]", "context list 2")]
    [InlineData("$.context.items[-1].done", "context items 2 done")]
    [InlineData("$.context.items[-3]", "context items 0")]
    [InlineData("$.context.items[-4].done", null)]
    [InlineData("$.context.none[-1].done", null)]
    [InlineData("$.context.list[4294967296]", null)]
    [InlineData("$.context.list.length()", null)]
    [InlineData("$.context", null)]
    [InlineData("$", null)]
    public void A_definite_target_is_one_location(string path, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Locations(JsonPath.Parse(path)));

    [Fact]
    public void The_segments_of_a_definite_target_are_compiled()
    {
        var path = JsonPath.Parse("$.input.rows[1].content-type");
        Assert.Equal(["input", "rows", 1, "content-type"], path.Segments.ToArray());
        Assert.Equal(["input", -1], JsonPath.Parse("$.input[-1]").Segments.ToArray());
        Assert.All(["$.input.*", "$.input.length()", "$.input[2147483648]"], text => Assert.True(JsonPath.Parse(text).Segments.IsEmpty));
    }

    [Theory]
    [InlineData("$.context.items[*].done", "context items 1 done, context items 0 done")]
    [InlineData("$.context.items[?(@.id >= 2)].done", "context items 1 done")]
    [InlineData("$.context.items[*].zz", "")]
    [InlineData("$.context.nobody[*].done", "")]
    [InlineData("$.input[?(@.num)].num", "input num")]
    [InlineData("$.input[?(@.num)]", "")]
    [InlineData("$.*", "")]
    [InlineData("$.input.list[0:]", "input list 1, input list 0")]
    [InlineData("$.*.wanted", "input wanted, context wanted")]
    [InlineData("$.context.by..a", "context by a")]
    public void An_indefinite_target_is_the_location_of_every_match(string path, string expected) =>
        Assert.Equal(expected, string.Join(", ", Locations(JsonPath.Parse(path))));

    [Fact]
    public void Inner_locations_come_before_the_outer_ones_that_hold_them()
    {
        var locations = new List<PathSegment[]>();
        JsonPath.Parse("$..a").Locate(FlowValue.Parse("""{ "input": { "a": { "a": { "a": 1 } } } }"""), locations);
        Assert.Equal([4, 3, 2], locations.Select(location => location.Length));
    }

    [Fact]
    public void A_location_found_can_be_written()
    {
        var editor = new ValueEditor(Document["context"]);
        var locations = new List<PathSegment[]>();
        JsonPath.Parse("$.context.items[?(@.done == false)].done").Locate(Roots, locations);
        Assert.All(locations, location => Assert.True(editor.TryWrite(location.AsSpan(1), true, out _)));
        Assert.Equal("""[{"id":1,"done":true},{"id":2,"done":true},{"id":3}]""", editor.Root["items"].ToJson());
    }

    [Fact]
    public void An_iteration_is_a_root_too()
    {
        var roots = new PathRoots { Iteration = FlowValue.Object(("element", FlowValue.Object(("name", "ada")))) };
        Assert.Equal("ada", JsonPath.Parse("$.iteration.element.name").SelectOne(roots));
        Assert.Equal(1, JsonPath.Parse("$").SelectOne(roots).Count);
    }

    [Fact]
    public void A_definite_path_and_a_condition_allocate_nothing()
    {
        var root = FlowValue.Parse("""{ "a": { "b": { "c": 1 } }, "input": { "n": 5, "list": [{ "x": 1 }, { "x": "7" }] } }""");
        var roots = new PathRoots { Input = root["input"] };
        var path = JsonPath.Parse("$.a.b.c");
        var conditions = Array.ConvertAll(
            ["$.input.[?(@.n < 5)]", "$.input.list[?(@.x == 7 && @.x in [7])]", "$.input.list[?(@.y =~ /a.*/ || !@.x)]"],
            text => JsonPath.Parse(text));
        Assert.Equal(0, Allocated(() => path.SelectOne(root)));
        Assert.All(conditions, condition => Assert.Equal(0, Allocated(() => condition.Matches(roots))));
    }

    // The least of several rounds: code that is compiled anew while it runs may allocate once on its own account.
    private static long Allocated<T>(Func<T> evaluate)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 20 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                evaluate();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static IEnumerable<string> Locations(JsonPath path)
    {
        var found = new List<PathSegment[]>();
        path.Locate(Document, found);
        var again = new List<PathSegment[]>();
        path.Locate(Roots, again);
        Assert.Equal(found, again);
        return found.Select(location => string.Join(' ', location.Select(segment => segment.Name ?? $"{segment.Index}")));
    }
}
