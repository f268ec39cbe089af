using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Reading;

public class JsonSourceTests
{
    [Fact]
    public void Every_node_knows_where_it_stands()
    {
        var root = (SourceMapping)JsonSource.Read("{\r\n  \"é😀\": [1,\r 2.50],\n\t\"b\": { \"c\": \"\\u0041\" } }", "x.json", new())!;
        var list = (SourceSequence)root.Find("é😀")!;
        Assert.Equal((1, 1), Place(root));
        Assert.Equal((2, 3), Place(root.FindKey("é😀")!));
        Assert.Equal((2, 10), Place(list));
        Assert.Equal((3, 2), Place(list.Items[1]));
        Assert.Equal((4, 9), Place(((SourceMapping)root.Find("b")!).FindKey("c")!));
        Assert.Equal("""{"é😀":[1,2.50],"b":{"c":"A"}}""", Text(root));
    }

    [Fact]
    public void A_text_in_a_text_stands_where_that_begins()
    {
        var findings = new Findings();
        var place = SourcePlace.Root("x.yaml", 7, 9);
        var root = (SourceMapping)JsonSource.ReadWithin("{\n\"a\": 1, \"a\": 2}", place, findings)!;
        Assert.Equal((7, 9), Place(root.Find("a")!));
        Assert.Equal((7, 9), (findings.Ordered()[0].Place.Line, findings.Ordered()[0].Place.Column));
    }

    [Fact]
    public void Too_deep_a_value_is_told_and_the_rest_is_read()
    {
        var findings = new Findings();
        var root = (SourceMapping)JsonSource.Read($"{{\"a\": {new string('[', 100_000)}{new string(']', 100_000)}, \"b\": 1}}", null, findings)!;
        var only = Assert.Single(findings.Ordered());
        Assert.Equal((FlowErrorCodes.NestedTooDeep, 1, 70), (only.Code, only.Place.Line, only.Place.Column));
        Assert.Equal("1", Text(root.Find("b")!));
    }

    private static string Text(SourceNode node) => node.ToValue().ToJson().Replace("\\u00E9", "é", StringComparison.Ordinal).Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal);

    private static (int Line, int Column) Place(SourceNode node) => (node.Line, node.Column);
}
