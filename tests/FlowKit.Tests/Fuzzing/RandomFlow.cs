using System.Globalization;
using System.Text;
using FlowKit.Values;

namespace FlowKit.Tests.Fuzzing;

/// <summary>Flows by the grammar of the language: right in form, mostly right in meaning, written as YAML or JSON.</summary>
internal sealed class RandomFlow(Random random)
{
    private static readonly string[] Categories = ["function", "function", "function", "pass", "return", "choice", "switch", "foreach", "suspense", "script"];
    private static readonly string[] Keys = ["a", "b", "items", "id", "n", "ok"];
    private static readonly string[] Resources = ["function://work", "http://host/work", "function://{id}", "rillflow://fuzz:flow", "chatgpt://model", "script://x"];
    private static readonly string[] Patterns = ["task_sync", "task_async", "task_scheduler", "flow_sync", "flow_async"];
    private static readonly string[] Steps = ["", "", ".a", "[0]", "[*].id", ".items[?(@.n > 1)]", "['b-c']", "..id", "[-1]", ".length()", "[0:2]"];
    private static readonly string[] Transforms =
        ["return count(source);", "source", "seq.list(1, 2, source)", "str(context) + 1", "source / 0", "map(source, lambda(x) -> x end)", "range(0, 20)", "if source == nil { 1 } else { source }"];

    private int _names;

    public string Write()
    {
        var flow = Map(
            ("workspace", "fuzz"), ("dagName", "flow"), ("tasks", Tasks(random.Next(1, 8), depth: 2)),
            Maybe("timer", () => Map(("timeoutInSeconds", Number()))),
            Maybe("defaultContext", () => Map(("items", Json("[1,2,{\"id\":3}]")), ("n", Number()), ("b", "[1,2]"))),
            Maybe("output", () => Map(("x", Path()), ("y", "$.t0.a"))),
            Maybe("callback", () => Map(("resourceName", "http://host/end"))),
            Maybe("commonMapping", () => Map(("common", Mappings("input")))),
            Maybe("inputSchema", () => "[{\"name\": \"id\", \"type\": \"Number\", \"required\": false}]"));
        return random.Next(3) == 0 ? flow.ToJson(random.Next(2) == 0) : Yaml(flow);
    }

    private FlowValue Tasks(int count, int depth)
    {
        var names = Enumerable.Range(0, count).Select(_ => string.Create(CultureInfo.InvariantCulture, $"t{_names++}")).ToArray();
        return FlowValue.Array(names.Select((name, at) => Task(name, names[(at + 1)..], depth)).ToArray());
    }

    private FlowValue Task(string name, string[] later, int depth)
    {
        var category = Categories[random.Next(depth == 0 ? 5 : Categories.Length)];
        var next = later.Where(_ => random.Next(3) == 0).ToArray();
        var members = new List<(string, FlowValue)> { ("name", name), ("category", category) };
        members.AddRange(category switch
        {
            "function" => [("resourceName", Pick(Resources)), Maybe("pattern", () => Pick(Patterns)), Maybe("retry", Retry), Maybe("successConditions", Conditions), Maybe("failConditions", Conditions)],
            "return" => [("conditions", Conditions())],
            "choice" => [("choices", List(2, () => Map(("condition", Condition()), ("tasks", Tasks(random.Next(1, 3), depth - 1)))))],
            "switch" => [("switches", List(2, () => Map(("condition", random.Next(3) == 0 ? "default" : Condition()), ("next", string.Join(",", later.Take(2).DefaultIfEmpty("nobody"))), Maybe("break", () => true))))],
            "foreach" => Loop(depth),
            "suspense" => [("conditions", Conditions()), Maybe("interruptions", Conditions)],
            "script" => [("expression", Pick(Transforms))],
            _ => [],
        });
        if (category != "switch" && next.Length > 0)
        {
            members.Add(("next", random.Next(2) == 0 ? string.Join(",", next) : FlowValue.Array(next.Select(one => (FlowValue)one).ToArray())));
        }

        members.AddRange([
            Maybe("inputMappings", () => Mappings("input")), Maybe("outputMappings", () => Mappings("context")), Maybe("input", () => Map(("a", Path()), ("b", "$.t0.a.b"))),
            Maybe("tolerance", () => random.Next(2) == 0), Maybe("keyCallback", () => true), Maybe("degrade", () => Map((random.Next(2) == 0 ? "current" : "followings", true))),
            Maybe("timeline", () => Map((Pick(["timeoutInSeconds", "totalTimeoutInSeconds", "suspenseIntervalSeconds", "suspenseTimestamp"]), Number()))),
            Maybe("parameters", () => Map(("a", Number()), ("items", Json("[1,2]")))), Maybe("inputType", () => "stream"), Maybe("outputType", () => "stream"),
            Maybe("progress", () => Map(("weight", random.Next(3)), ("calculation", "return 50;"))), Maybe("cache", () => Map(("maxAge", 10))), Maybe("effect", () => Pick(["pure", "read"]))]);
        return Map([.. members]);
    }

    private (string, FlowValue)[] Loop(int depth) =>
    [
        ("iterationMapping", Map(("collection", "$.input.items"), ("item", "x"), ("index", "i"))), ("tasks", Tasks(random.Next(1, 4), depth - 1)),
        ("inputMappings", FlowValue.Array([Map(("source", Pick(["$.context.items", "[1,2,3]", "$.context"])), ("target", "$.input.items"))])),
        Maybe("synchronization", () => Map(("maxConcurrency", Number()))), Maybe("failure", () => Map(("mode", Pick(["collect", "failFast"])), ("tolerate", random.Next(3)))),
    ];

    private FlowValue Retry() => Map(("maxRetryTimes", Number()), ("intervalInSeconds", Number()), Maybe("multiplier", () => Number()), Maybe("jitter", () => 0.5), Maybe("conditions", Conditions));

    private FlowValue Mappings(string root) => List(3, () => random.Next(8) == 0
        ? Map(("reference", "common"))
        : Map(("source", random.Next(4) == 0 ? Number() : Path()), ("target", $"$.{root}.{Pick(Keys)}{Pick(Steps)}"), Maybe("transform", () => Pick(Transforms)), Maybe("tolerance", () => false)));

    private FlowValue Conditions() => List(2, Condition);

    private FlowValue Condition() => Pick(["$.input.a", "$.output.ok", "$.input[?(@.n > 1)]", "$.output[?(@.ok == true)]", "$.context.a", "$.input.items[?(@ =~ /a+/)]"]);

    private FlowValue Path() => $"$.{Pick(["context", "input", "output", "t0", "t1"])}.{Pick(Keys)}{Pick(Steps)}";

    private FlowValue Number() => random.Next(10) switch { 0 => "$.input.n", 1 => "2", 2 => 0.5, 3 => 1_000_000_000, _ => random.Next(4) };

    private static FlowValue Json(string text) => FlowValue.Parse(text);

    private FlowValue List(int most, Func<FlowValue> item) => FlowValue.Array(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => item()).ToArray());

    private (string, FlowValue) Maybe(string name, Func<FlowValue> value) => random.Next(5) == 0 ? (name, value()) : (name, default);

    private static FlowValue Map(params (string Name, FlowValue Value)[] members) =>
        FlowValue.Object(members.Where(one => !one.Value.IsMissing).DistinctBy(one => one.Name).ToArray());

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private string Yaml(FlowValue value)
    {
        var text = new StringBuilder();
        Block(text, value, indent: 0);
        return text.ToString();
    }

    private void Block(StringBuilder text, FlowValue value, int indent)
    {
        if (value.Count == 0 || random.Next(5) == 0)
        {
            text.Append(' ').Append(value.ToJson()).Append('\n');
            return;
        }

        text.Append(indent == 0 ? string.Empty : "\n");
        if (value.Kind == FlowValueKind.Object)
        {
            foreach (var (name, inner) in value.Members)
            {
                Block(text.Append(' ', indent).Append(name).Append(':'), inner, indent + 2);
            }

            return;
        }

        for (var i = 0; i < value.Count; i++)
        {
            Block(text.Append(' ', indent).Append('-'), value[i], indent + 2);
        }
    }
}
