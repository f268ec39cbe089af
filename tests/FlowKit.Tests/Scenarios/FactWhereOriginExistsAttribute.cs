namespace FlowKit.Tests.Scenarios;

/// <summary>A test that is skipped, visibly, where the origin of the scenario files is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWhereOriginExistsAttribute : FactAttribute
{
    public FactWhereOriginExistsAttribute()
    {
        if (!Directory.Exists(ConformanceFolder.Origin))
        {
            Skip = "The folder ../shared/conformance is not there.";
        }
    }
}
