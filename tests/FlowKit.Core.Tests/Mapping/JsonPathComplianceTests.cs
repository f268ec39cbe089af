using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

public class JsonPathComplianceTests
{
    public static TheoryData<string> Names => [.. JsonPathSuite.Cases.Keys];

    /// <summary>The cases that are paths. Their answers may differ: the flow dialect tests an object itself.</summary>
    public static TheoryData<string> FlowNames =>
        [.. JsonPathSuite.Cases.Where(test => test.Value["invalid_selector"].IsMissing).Select(test => test.Key)];

    [JsonPathSuiteFact]
    public void The_suite_is_whole() => Assert.Equal(703, JsonPathSuite.Cases.Count);

    [JsonPathSuiteTheory]
    [MemberData(nameof(Names))]
    public void Rfc9535_compliance(string name)
    {
        var test = JsonPathSuite.Cases[name];
        var selector = test["selector"].AsString()!;
        if (test["invalid_selector"].AsBoolean() == true)
        {
            Assert.False(JsonPath.TryParse(selector, JsonPathDialect.Rfc9535, out _, out var fault));
            Assert.InRange(fault.Position, 0, selector.Length);
            return;
        }

        var path = JsonPath.Parse(selector, JsonPathDialect.Rfc9535);
        var document = test["document"];
        Assert.Contains(FlowValue.Array(path.Select(document)), Answers(test, "result"));
        var matches = path.SelectMatches(document);
        Assert.Contains(FlowValue.Array(matches.Select(match => match.Value)), Answers(test, "result"));
        Assert.Contains(FlowValue.Array(matches.Select(match => FlowValue.From(match.Path))), Answers(test, "result_path"));
        Assert.All(matches, match => Assert.Equal([match], JsonPath.Parse(match.Path, JsonPathDialect.Rfc9535).SelectMatches(document)));
    }

    [JsonPathSuiteTheory]
    [MemberData(nameof(FlowNames))]
    public void Whatever_is_a_path_of_RFC_9535_is_one_of_the_flow_dialect(string name)
    {
        var test = JsonPathSuite.Cases[name];
        var path = JsonPath.Parse(test["selector"].AsString()!);
        path.Select(test["document"]);
        Assert.Equal(JsonPath.Parse(path.Text, JsonPathDialect.Rfc9535).IsDefinite, path.IsDefinite);
    }

    // "result" has the one right answer, "results" any of several.
    private static IEnumerable<FlowValue> Answers(FlowValue test, string what) =>
        what == "result" ? Either(test["result"], test["results"]) : Either(test["result_paths"], test["results_paths"]);

    private static IEnumerable<FlowValue> Either(FlowValue one, FlowValue several) => one.IsMissing ? several.Items : [one];
}
