using FlowKit.Testing.Scenarios;

namespace FlowKit.Tests.Snippets;

/// <summary>Scenario files as tests of a host's own.</summary>
internal static class ScenarioFiles
{
    public static async Task AssertAsync(string path)
    {
        #region scenario files in a test
        foreach (var scenario in ScenarioFile.Read(path).Scenarios)
        {
            var result = await new ScenarioRunner().RunAsync(scenario);
            Assert.True(result.Passed, result.ToString());   // ok NAME, or FAILED NAME: what differed
        }
        #endregion
    }
}
