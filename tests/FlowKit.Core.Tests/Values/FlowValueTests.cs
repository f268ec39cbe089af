using System.Text.Json;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Values;

public class FlowValueTests
{
    [Theory]
    [InlineData("""{"b":1,"a":[true,null,"x",{}],"c":[]}""")]
    [InlineData("1.0")]
    [InlineData("-0")]
    [InlineData("1e3")]
    [InlineData("0.1")]
    [InlineData("123456789012345678901234567890.50")]
    [InlineData("1e999999999")]
    [InlineData("-9223372036854775808")]
    [InlineData("\"ä € \\\" \\n\"")]
    public void Json_text_is_written_back_as_it_came(string json) => Assert.Equal(json, FlowValue.Parse(json).ToJson());

    [Theory]
    [InlineData("\"\\ud800\"", 0, 0)]
    [InlineData("{\"a\":1,\n \"\\udc00\":1}", 1, 1)]
    [InlineData("[\n\n\"\\ud800x\"]", 2, 0)]
    public void Half_a_surrogate_is_no_json(string json, int line, int at)
    {
        var fault = Assert.Throws<JsonException>(() => FlowValue.Parse(json));
        Assert.Equal((line, at), (fault.LineNumber, fault.BytePositionInLine));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_no_json() =>
        Assert.Throws<JsonException>(() => FlowValue.Parse([(byte)'"', 0xC3, 0x28, (byte)'"']));

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1e2", "100", true)]
    [InlineData("0", "-0.0", true)]
    [InlineData("9007199254740993", "9007199254740992.0", false)]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890.0", true)]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567891", false)]
    [InlineData("1e999999999", "1e999999998", false)]
    [InlineData("""{"a":1,"b":2}""", """{"b":2.0,"a":1}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"b":null}""", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("null", "false", false)]
    public void Equality_is_by_meaning(string left, string right, bool equal)
    {
        var (l, r) = (FlowValue.Parse(left), FlowValue.Parse(right));
        Assert.Equal(equal, l == r);
        Assert.True(!equal || l.GetHashCode() == r.GetHashCode());
    }

    [Fact]
    public void An_object_of_many_members_finds_them_all()
    {
        var value = FlowValue.Object(Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"k{i}", (FlowValue)i)));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i, value[$"k{i}"].AsInt64()));
        Assert.True(value["k100"].IsMissing);
    }
}
