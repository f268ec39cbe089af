using System.Globalization;
using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

/// <summary>
/// Random paths, half of them damaged, over random documents. Every input is made from its number, which a failure names;
/// <c>FLOWKIT_FUZZ</c> says how many there are.
/// </summary>
public class JsonPathFuzzTests
{
    private const int DefaultCount = 20_000;

    private static readonly JsonPathLimits Limits = JsonPathLimits.Default with { Results = 10_000, Work = 500_000, Depth = 100 };

    private static readonly string[] Bounds =
    [
        FlowErrorCodes.JsonPathResultBound, FlowErrorCodes.JsonPathWorkBound, FlowErrorCodes.JsonPathDepthBound,
        FlowErrorCodes.JsonPathRegexBound,
    ];

    [Fact]
    public void Random_paths_over_random_documents_agree_with_themselves()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("FLOWKIT_FUZZ"), CultureInfo.InvariantCulture, out var n) ? n : DefaultCount;
        for (var seed = 0; seed < count; seed++)
        {
            var samples = new JsonPathSamples(new Random(seed));
            var text = samples.Path();
            var document = samples.Document();
            foreach (var dialect in Enum.GetValues<JsonPathDialect>())
            {
                var failure = Record.Exception(() => Check(text, dialect, document));
                Assert.True(failure is null, $"seed {seed}, {dialect}, {text}, {document}: {failure}");
            }
        }
    }

    private static void Check(string text, JsonPathDialect dialect, FlowValue document)
    {
        if (!JsonPath.TryParse(text, dialect, out _, out var fault))
        {
            Assert.InRange(fault.Position, 0, text.Length);
            Assert.NotEmpty(fault.Message);
            return;
        }

        try
        {
            CheckResults(JsonPath.Parse(text, dialect, Limits), document);
        }
        catch (JsonPathException exception)
        {
            Assert.Contains(exception.Code, Bounds);
        }
    }

    private static void CheckResults(JsonPath path, FlowValue document)
    {
        var values = path.Select(document);
        var matches = path.SelectMatches(document);
        Assert.Equal(values, matches.Select(match => match.Value));
        Assert.Equal(values.Count > 0, path.Matches(document));
        Assert.True(values.Count <= 1 || !path.IsDefinite);

        var source = path.Read(document);
        Assert.Equal(path.IsDefinite ? values.SingleOrDefault() : source, source);
        Assert.True(path.IsDefinite || source.Count >= values.Count);

        var roots = new PathRoots
        {
            Context = document["context"], Input = document["input"], Output = document["output"], Iteration = document["iteration"],
        };
        Assert.Equal(source, path.Read(roots));
        Assert.Equal(values.Count > 0, path.Matches(roots));
        CheckPlaces(path, document, roots, matches);
    }

    private static void CheckPlaces(JsonPath path, FlowValue document, PathRoots roots, IReadOnlyList<JsonPathMatch> matches)
    {
        var locations = new List<PathSegment[]>();
        path.Locate(document, locations);
        var again = new List<PathSegment[]>();
        path.Locate(roots, again);
        Assert.Equal(locations, again);
        Assert.True(path.IsDefinite || locations.Count == matches.Count(match => match.Path.Count(c => c == '[') > 1));
        foreach (var match in matches.Where(match => match.Path.Length > 0))
        {
            Assert.Equal([match], JsonPath.Parse(match.Path, JsonPathDialect.Rfc9535).SelectMatches(document));
        }
    }
}
