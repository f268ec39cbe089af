using FlowKit.Core.Tests.Fuzzing.Harness;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Testing;
using FlowKit.Testing.Scenarios;
using FlowKit.Validation;
using Xunit.Abstractions;

namespace FlowKit.Tests.Fuzzing;

/// <summary>
/// Whatever the text of a flow or of a scenario is: reading and validating it give diagnostics at places inside it, what validates can be
/// planned, and what is planned runs in virtual time to an end, whatever executors, callers and operators do.
/// </summary>
public class FlowFuzzing(ITestOutputHelper output)
{
    private const int Usual = 2_500;
    private const int UsualScenarios = 800;

    // An alias of a few characters may stand for up to 200,000 values, each of which is looked at.
    private const long BytesOfAliases = 400_000_000;
    private const long BytesToRun = 1_000_000_000;
    private const long BytesToRead = 4_000_000;
    private const long BytesPerCharacter = 6_000;

    private static readonly FlowValidationOptions Options = new() { KnownProtocols = [.. FlowTestBedOptions.DefaultProtocols, "rillflow"] };

    private static readonly string[] Texts =
        [.. Corpus.Scenarios.SelectMany(TextsOf).Concat(Corpus.Flows).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void Flows_are_refused_or_run_to_an_end()
    {
        var mutator = new TextMutator(Texts, FlowWords.All);
        output.WriteLine(FuzzCampaign.Run(Usual, random => Input(random, mutator), Check, _ => BytesToRun).ToString());
    }

    [Fact]
    public void Scenario_files_are_read_or_refused()
    {
        var mutator = new TextMutator(Corpus.Scenarios, [.. FlowWords.All, .. FlowWords.OfScenarios]);
        output.WriteLine(FuzzCampaign.Run(UsualScenarios, mutator.Make, CheckScenarios, text => 8 * Bound(text)).ToString());
    }

    [Fact]
    public void Most_texts_that_are_mutated_are_right() =>
        Assert.InRange(Texts.Count(text => !FlowYaml.Check(text).HasErrors), Texts.Length / 2, Texts.Length);

    private static IEnumerable<string> TextsOf(string file) =>
        ScenarioFile.Parse(file, "corpus.flowtest.yaml").Scenarios.SelectMany(one => one.AllFlows).Select(read => read.Flow?.Text).OfType<string>();

    private static FuzzedFlow Input(Random random, TextMutator mutator)
    {
        var text = random.Next(3) == 0 ? new RandomFlow(random).Write() : mutator.Make(random);
        return new(text, random.Next(6) switch { 0 => "x.json", < 3 => null, _ => "x.yaml" }, random.Next());
    }

    private static long Bound(string text) =>
        BytesToRead + (BytesPerCharacter * text.Length) + (text.Contains('*', StringComparison.Ordinal) ? BytesOfAliases : 0);

    private static void Check(FuzzedFlow input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = FlowYaml.Check(input.Text, input.File, Options);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(bytes <= Bound(input.Text), $"{bytes} bytes to read {input.Text.Length} characters");
        Assert.True(reading.Flow is not null || reading.HasErrors);
        Assert.Equal(reading.HasErrors, reading.Flow is null || reading.Diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error));
        new Diagnosed(input.Text).Check(reading.Diagnostics);
        if (reading is { HasErrors: false, Flow: { IsResource: false } flow })
        {
            new FlowTrial(flow, new Random(input.Seed)).Run();
        }
    }

    private static void CheckScenarios(string text)
    {
        var file = ScenarioFile.Parse(text, "x.flowtest.yaml");
        Assert.NotEmpty(file.Scenarios);
        var diagnosed = new Diagnosed(text);
        foreach (var scenario in file.Scenarios)
        {
            Assert.NotEmpty(scenario.Name);
            diagnosed.Check(scenario.Faults.Concat(scenario.AllFlows.SelectMany(read => read.Diagnostics)));
        }
    }
}
