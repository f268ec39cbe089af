using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Benchmarks;

/// <summary>
/// Compiled paths against loops written by hand over <see cref="JsonElement"/>. The document is
/// <c>{ a: { b: { c } }, items: [{ id, name, price }, ...] }</c>.
/// </summary>
[MemoryDiagnoser]
public class JsonPathBenchmarks
{
    private readonly JsonPath _definite = JsonPath.Parse("$.a.b.c");
    private readonly JsonPath _wildcard = JsonPath.Parse("$.items[*].id");
    private readonly JsonPath _filter = JsonPath.Parse("$.items[?(@.price > 10)].id");
    private readonly JsonPath _none = JsonPath.Parse("$.items[?(@.price > 1000)]");
    private FlowValue _value;
    private JsonElement _element;

    [Params(10, 1000)]
    public int Items { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var items = Enumerable.Range(0, Items).Select(i => FlowValue.Object(("id", i), ("name", $"item {i}"), ("price", i % 20)));
        _value = FlowValue.Parse(FlowValue.Object(
            ("a", FlowValue.Object(("b", FlowValue.Object(("c", 1))))), ("items", FlowValue.Array(items))).ToUtf8Json());
        _element = _value.ToJsonElement();
    }

    [Benchmark]
    public FlowValue Definite() => _definite.SelectOne(_value);

    [Benchmark]
    public JsonElement DefiniteByHand() => _element.GetProperty("a").GetProperty("b").GetProperty("c");

    [Benchmark]
    public FlowValue Wildcard() => _wildcard.Read(_value);

    [Benchmark]
    public List<JsonElement> WildcardByHand()
    {
        var found = new List<JsonElement>();
        foreach (var item in _element.GetProperty("items").EnumerateArray())
        {
            found.Add(item.GetProperty("id"));
        }

        return found;
    }

    [Benchmark]
    public FlowValue Filter() => _filter.Read(_value);

    [Benchmark]
    public List<JsonElement> FilterByHand()
    {
        var found = new List<JsonElement>();
        foreach (var item in _element.GetProperty("items").EnumerateArray())
        {
            if (item.GetProperty("price").GetDouble() > 10)
            {
                found.Add(item.GetProperty("id"));
            }
        }

        return found;
    }

    [Benchmark]
    public bool ConditionWithoutMatch() => _none.Matches(_value);

    [Benchmark]
    public JsonPath Compile() => JsonPath.Parse("$.items[?(@.price > 10)].id");
}
