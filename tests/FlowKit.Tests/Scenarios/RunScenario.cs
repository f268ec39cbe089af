using FlowKit.Testing.Scenarios;

namespace FlowKit.Tests.Scenarios;

/// <summary>Runs a scenario that is written in a test.</summary>
internal static class RunScenario
{
    /// <summary>The differences of a scenario; none when it holds.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string text)
    {
        var result = await new ScenarioRunner().RunAsync(ScenarioFile.Parse(text, "x.flowtest.yaml").Scenarios.Single());
        return [.. result.Differences.Select(difference => difference.ToString())];
    }

    /// <summary>The scenario of one function task, <c>work</c>, that keeps its output whole.</summary>
    /// <param name="rest">Stubs, steps and expectations.</param>
    /// <param name="fields">More fields of the task, each behind a comma.</param>
    public static string OfOneCall(string rest, string fields = "") => $$"""
        name: one call
        flow:
          workspace: shop
          dagName: order
          tasks:
            - { name: work, category: function, resourceName: "function://work", outputMappings: [{ source: $.output, target: $.context.came }]{{fields}} }
        {{rest}}
        """;
}
