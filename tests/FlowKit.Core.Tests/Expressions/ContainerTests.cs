using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Expressions;

public class ContainerTests
{
    private const string Data = """{"list":[3,1,2],"user":{"name":"ada","tags":["x","y"]},"empty":[],"other":[],"none":null,"with-dash":1}""";

    [Theory]
    [InlineData("source.user.name", "\"ada\"")]
    [InlineData("source.user['name']", "\"ada\"")]
    [InlineData("source['user'].tags[1]", "\"y\"")]
    [InlineData("source['with-dash']", "1")]
    [InlineData("source.list[0]", "3")]
    [InlineData("source.list[1 + 1]", "2")]
    [InlineData("source.list[0.0]", "3")]
    [InlineData("source.missing", "null")]
    [InlineData("source.missing.deeper", "null")]
    [InlineData("source.none.deeper", "null")]
    [InlineData("source.missing[0]", "null")]
    [InlineData("source.missing['a']", "null")]
    [InlineData("source.user.name[0]", "\"a\"")]
    [InlineData("source . user . name", "\"ada\"")]
    [InlineData("let u = source.user; u.tags", "[\"x\",\"y\"]")]
    [InlineData("source.user", """{"name":"ada","tags":["x","y"]}""")]
    [InlineData("seq.map('in', 1, 'end', 2).end", "2")]
    [InlineData("seq.map(1, 'a', true, 'b', 1.5, 'c')", """{"1":"a","true":"b","1.5":"c"}""")]
    [InlineData("seq.map(1, 'a')[1]", "\"a\"")]
    [InlineData("seq.list(1, seq.list(2, 3))[1][0]", "2")]
    [InlineData("range(5, 10)[2]", "7")]
    public void Reading(string expression, string json) => Assert.Equal(json, Evaluate.Value(expression, Data).ToJson());

    [Theory]
    [InlineData("let a = seq.list(1, 2); a[0] = 9; a", "[9,2]")]
    [InlineData("let m = seq.map(); m.a = 1; m['b'] = 2; m[3] = 3; m", """{"a":1,"b":2,"3":3}""")]
    [InlineData("let m = seq.map('a', seq.list(1)); m.a[0] = seq.map('x', 1); m.a[0].x = 5; m", """{"a":[{"x":5}]}""")]
    [InlineData("let a = seq.list(); let b = a; seq.add(b, 1); a", "[1]")]
    [InlineData("let a = seq.list(1); let b = seq.list(a, a); seq.add(a, 2); b", "[[1,2],[1,2]]")]
    [InlineData("fn grow(l) { seq.add(l, 0); } let a = seq.list(); grow(a); grow(a); a", "[0,0]")]
    [InlineData("seq.add(source.list, 4)", "[3,1,2,4]")]
    [InlineData("seq.add(source.list, 4); source.list", "[3,1,2,4]")]
    [InlineData("seq.add(source.empty, 1); source.other", "[]")]
    [InlineData("let l = source.list; seq.add(l, 4); source.list", "[3,1,2,4]")]
    [InlineData("source.user.name = 'bob'; source.user", """{"name":"bob","tags":["x","y"]}""")]
    [InlineData("let u = source.user; u.age = 5; source.user.age", "5")]
    [InlineData("for k, v in source.user { source.user[k] = 1; } source.user", """{"name":1,"tags":1}""")]
    [InlineData("let l = source.user.tags; l[0] = source.list; source.list[0] = 'z'; source.user.tags", """[["z",1,2],"y"]""")]
    [InlineData("reverse(source.list); source.list", "[2,1,3]")]
    [InlineData("let x = source; x.list = nil; source.list", "null")]
    [InlineData("context.n = 5; context", """{"n":5}""")]
    [InlineData("seq.put(context, 'k', source.list); seq.add(context.k, 4); source.list", "[3,1,2,4]")]
    public void Changing_is_seen_wherever_the_same_list_or_map_is_read(string expression, string json)
    {
        var source = FlowValue.Parse(Data);
        var context = FlowValue.Parse("{}");
        var input = new ExpressionInput(Evaluate.Services()) { Source = source, Context = context };
        Assert.Equal(json, Evaluate.Value(expression, input).ToJson());
        Assert.Equal(Data, source.ToJson());
        Assert.Equal("{}", context.ToJson());
    }

    [Fact]
    public void Items_of_the_input_changed_in_a_loop_are_changed_in_the_result()
    {
        var source = FlowValue.Parse("""[{"n":1},{"n":2}]""");
        var value = Evaluate.Value("for x in source { x.n = x.n * 10; seq.put(x, 'seen', true); } return source;", Evaluate.Input(source));
        Assert.Equal("""[{"n":10,"seen":true},{"n":20,"seen":true}]""", value.ToJson());
        Assert.Equal("""[{"n":1},{"n":2}]""", source.ToJson());
    }

    [Fact]
    public void Parts_of_the_input_that_are_one_value_change_one_by_one()
    {
        var shared = FlowValue.Parse("""{"n":1}""");
        var value = Evaluate.Value("source[0].n = 2; return source;", Evaluate.Input(FlowValue.Array(shared, shared)));
        Assert.Equal("""[{"n":2},{"n":1}]""", value.ToJson());
    }

    [Fact]
    public void An_unchanged_part_of_the_input_is_returned_without_a_copy()
    {
        var context = FlowValue.Parse(Data);
        var input = new ExpressionInput(Evaluate.Services()) { Context = context };
        Assert.Same(context["user"].AsObjectNode, Evaluate.Value("return context.user;", input).AsObjectNode);
        Assert.Same(context["list"].AsArrayNode, Evaluate.Value("seq.map('l', context.list)", input)["l"].AsArrayNode);
    }

    [Theory]
    [InlineData("let a = seq.list(1); seq.add(a, a); a", "FLOW3071")]
    [InlineData("let m = seq.map(); m.m = m; m", "FLOW3071")]
    [InlineData("let a = seq.list(); seq.add(a, a); str(a)", "FLOW3071")]
    [InlineData("let a = seq.list(); seq.add(a, a); let b = seq.list(); seq.add(b, b); a == b", "FLOW3071")]
    [InlineData("let a = seq.list(); for i in range(0, 70) { a = seq.list(a); } a", "FLOW3071")]
    [InlineData("seq.add(source, source); source", "FLOW3071")]
    public void A_list_within_itself_ends_at_the_bound_of_depth(string expression, string code) =>
        Assert.Equal(code, Evaluate.Fault(expression, "[1]").Code);

    [Fact]
    public void Lists_may_be_nested_as_deep_as_JSON()
    {
        var value = Evaluate.Value("let a = 1; for i in range(0, 64) { a = seq.list(a); } a");
        Assert.Equal(value, FlowValue.Parse(value.ToJson()));
    }

    [Theory]
    [InlineData("seq.list(lambda() -> 1 end)")]
    [InlineData("str")]
    [InlineData("seq.map('a', /x/)")]
    [InlineData("seq.list(seq.list(count))")]
    public void A_function_or_pattern_is_no_result(string expression) =>
        Assert.Equal("FLOW3064", Evaluate.Fault(expression).Code);
}
