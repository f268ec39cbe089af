namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>A test that is skipped, visibly, where the sample flows are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleFactAttribute : FactAttribute
{
    public SampleFactAttribute() => Skip = Samples.Folder is null ? Samples.Missing : null!;
}
