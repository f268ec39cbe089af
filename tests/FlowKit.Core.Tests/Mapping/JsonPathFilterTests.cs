using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

public class JsonPathFilterTests
{
    private static readonly FlowValue Items = FlowValue.Parse("""
        [
          { "id": 1, "n": 1,     "text": "Ada",  "tags": ["x"],      "kind": "a", "o": { "k": [1] } },
          { "id": 2, "n": 2.5,   "text": "",     "tags": ["x", "z"], "kind": "b", "flag": false },
          { "id": 3, "n": "1",   "text": "anna", "tags": [],         "kind": "c", "o": {} },
          { "id": 4, "n": "abc", "text": null,   "tags": "xyz",      "kind": 4 },
          { "id": 5, "n": null,  "tags": [1, "2", null],             "kind": true }
        ]
        """);

    [Theory]
    [InlineData("@.n == 1.0", "1 3")]
    [InlineData("@.n == '1'", "1 3")]
    [InlineData("'1.0' == @.n", "1")]
    [InlineData("@.n == 1e0", "1 3")]
    [InlineData("@.n == ' 1'", "")]
    [InlineData("@.n != 1", "2 4 5")]
    [InlineData("@.n === 1.0", "1")]
    [InlineData("@.n === '1'", "3")]
    [InlineData("@.n !== '1'", "1 2 4 5")]
    [InlineData("@.n < 2", "1")]
    [InlineData("@.n <= 1", "1")]
    [InlineData("@.n > '0'", "3 4")]
    [InlineData("@.n >= 'abc'", "4")]
    [InlineData("@.n > true", "")]
    [InlineData("2 > @.n", "1")]
    [InlineData("@.kind == true", "5")]
    [InlineData("@.kind == 'true'", "")]
    [InlineData("@.n == null", "5")]
    [InlineData("@.zz == null", "1 2 3 4 5")]
    [InlineData("@.zz === null", "1 2 3 4 5")]
    [InlineData("@.zz != 1", "1 2 3 4 5")]
    [InlineData("@.zz != null", "")]
    [InlineData("@.zz < 1", "")]
    [InlineData("@.tags == ['x']", "1")]
    [InlineData("@.tags == []", "3")]
    [InlineData("@.id == @.n", "1")]
    [InlineData("@.id == 9223372036854775808", "")]
    public void Comparisons(string filter, string ids) => Check(filter, ids);

    [Theory]
    [InlineData("@.kind in ['a', 'b']", "1 2")]
    [InlineData("@.kind IN ['a']", "1")]
    [InlineData("@.kind in['a']", "1")]
    [InlineData("@.kind nin ['a', 'b']", "3 4 5")]
    [InlineData("@.kind in ['4', true]", "4 5")]
    [InlineData("@.kind in 'a'", "")]
    [InlineData("@.kind nin 'a'", "1 2 3 4 5")]
    [InlineData("@.zz in [null]", "1 2 3 4 5")]
    [InlineData("@.id in []", "")]
    [InlineData("@.id in [[1], 2]", "2")]
    [InlineData("'x' in @.tags", "1 2")]
    [InlineData("@.tags subsetof ['x', 'y']", "1 3")]
    [InlineData("@.tags subsetof [2, 1, null]", "3 5")]
    [InlineData("@.tags anyof ['z', 'q', 1]", "2 5")]
    [InlineData("@.tags noneof ['z', 'q', 1]", "1 3")]
    [InlineData("@.zz noneof ['z']", "")]
    [InlineData("@.tags contains 'x'", "1 2 4")]
    [InlineData("@.tags contains '1'", "5")]
    [InlineData("@.tags contains null", "5")]
    [InlineData("@.text contains 'da'", "1")]
    [InlineData("@.text contains ''", "1 2 3")]
    [InlineData("@.o contains 'k'", "")]
    [InlineData("@.tags size 2", "2")]
    [InlineData("@.tags size 3", "4 5")]
    [InlineData("@.o size 1", "1")]
    [InlineData("@.zz size 0", "")]
    [InlineData("@.tags empty true", "3")]
    [InlineData("@.tags empty false", "1 2 4 5")]
    [InlineData("@.text empty true", "2")]
    [InlineData("@.o empty true", "3")]
    [InlineData("@.zz empty true", "")]
    [InlineData("@.zz empty false", "")]
    [InlineData("@.id empty false", "")]
    public void Operators_of_the_flow_dialect(string filter, string ids) => Check(filter, ids);

    [Theory]
    [InlineData("@.text =~ /A.*/", "1")]
    [InlineData("@.text =~ /a.*/i", "1 3")]
    [InlineData("@.text =~ /nn/", "")]
    [InlineData("@.text =~ /^a.*$/i", "1 3")]
    [InlineData("@.text =~ /ann|anna/", "3")]
    [InlineData("@.text =~ / a n n a # the name/x", "3")]
    [InlineData("@.text =~ //", "2")]
    [InlineData("@.text=~/anna/&&@.id==3", "3")]
    [InlineData("@.text =~ 'anna'", "3")]
    [InlineData("@.text =~ @.text", "1 2 3")]
    [InlineData("@.text =~ @.id", "")]
    [InlineData("@.n =~ /\\d(\\.\\d)?/", "1 2 3")]
    [InlineData("@.kind =~ /tr.e/", "5")]
    [InlineData("@.zz =~ /.*/", "")]
    [InlineData("@.tags =~ /.*/", "4")]
    public void Regular_expressions(string filter, string ids) => Check(filter, ids);

    [Theory]
    [InlineData("@.kind == 'a' || @.kind == \"c\"", "1 3")]
    [InlineData("@.id > 1 && @.kind != 'c' && @.id < 5", "2 4")]
    [InlineData("@.id == 1 || @.id == 2 && @.kind == 'x'", "1")]
    [InlineData("(@.id == 1 || @.id == 2) && @.kind == 'b'", "2")]
    [InlineData("!(@.kind == 'a') && @.id < 3", "2")]
    [InlineData("!@.kind == 'a'", "2 3 4 5")]
    [InlineData("@.flag", "2")]
    [InlineData("!@.flag", "1 3 4 5")]
    [InlineData("@.n && !@.text", "5")]
    [InlineData("@.o.*", "1")]
    [InlineData("@.o[?(@.k)]", "1")]
    [InlineData("$[0].id == @.id", "1")]
    [InlineData("$[?(@.id == 1)]", "1 2 3 4 5")]
    [InlineData("$[*].id contains @.n", "1 3")]
    [InlineData("@..* size 2", "")]
    public void Logic_and_existence(string filter, string ids) => Check(filter, ids);

    [Theory]
    [InlineData("@.tags.length() > 1", "2 4 5")]
    [InlineData("@.tags.size() == 0", "3")]
    [InlineData("@.o.k.sum() == 1", "1")]
    [InlineData("@.o.keys() contains 'k'", "1")]
    [InlineData("@.tags[*].length() == 3", "5")]
    [InlineData("@.tags.first() == 'x'", "1 2")]
    [InlineData("@.o.length()", "1 3")]
    [InlineData("length(@.text) == 3", "1")]
    [InlineData("count(@.tags[*]) == 2", "2")]
    [InlineData("value(@..k) == [1]", "1")]
    [InlineData("match(@.text, '[aA].*')", "1 3")]
    [InlineData("search(@.text, 'n|d') && @.id > 1", "3")]
    [InlineData("!search(@.text, 'n')", "1 2 4 5")]
    public void Functions(string filter, string ids) => Check(filter, ids);

    [Theory]
    [InlineData("$.user[?(@.age >= 18)]", """[{"name":"ada","age":36,"tags":[{"t":1}]}]""")]
    [InlineData("$.user.[?(@.age >= 18)].name", """["ada"]""")]
    [InlineData("$.user[?(@.age >= 99)]", "[]")]
    [InlineData("$.user.name[?(@)]", "[]")]
    [InlineData("$.list[?(@ > 1)]", "[2]")]
    [InlineData("$.user.[*].[?(@.t)].t", "[1]")]
    [InlineData("$.user[?(@.age)][?(@.name)].age", "[36]")]
    [InlineData("$..[?(@.t == 1)]", """[{"t":1}]""")]
    [InlineData("$..[?(@.age)].name", """["ada"]""")]
    public void A_filter_on_an_object_tests_that_object_itself(string path, string expected)
    {
        var root = FlowValue.Parse("""{ "user": { "name": "ada", "age": 36, "tags": [{ "t": 1 }] }, "list": [1, 2] }""");
        Assert.Equal(FlowValue.Parse(expected), FlowValue.Array(JsonPath.Parse(path).Select(root)));
    }

    [Fact]
    public void In_RFC_9535_a_filter_on_an_object_tests_its_members()
    {
        var root = FlowValue.Parse("""{ "user": { "age": 36 } }""");
        Assert.Empty(JsonPath.Parse("$.user[?@.age]", JsonPathDialect.Rfc9535).Select(root));
        Assert.Single(JsonPath.Parse("$[?@.age]", JsonPathDialect.Rfc9535).Select(root));
    }

    [Fact]
    public void Texts_are_ordered_by_code_point()
    {
        var root = FlowValue.Array("\uFFFD", "\U0001F600", "a", "ab");
        Assert.Equal(["\U0001F600"], JsonPath.Parse("$[?(@ > '\uFFFD')]").Select(root));
        Assert.Equal(["ab"], JsonPath.Parse("$[?(@ > 'a' && @ < 'b')]").Select(root));
    }

    [Fact]
    public void Numbers_are_compared_exactly()
    {
        var root = FlowValue.Parse("[9007199254740992, 9007199254740993, 9007199254740993.0, \"9007199254740993\"]");
        Assert.Equal(3, JsonPath.Parse("$[?(@ == 9007199254740993)]").Select(root).Count);
        Assert.Equal(2, JsonPath.Parse("$[?(@ === 9007199254740993.0)]").Select(root).Count);
    }

    private static void Check(string filter, string ids)
    {
        var found = JsonPath.Parse($"$[?({filter})].id").Select(Items);
        Assert.Equal(ids, string.Join(' ', found));
    }
}
