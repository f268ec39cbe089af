namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>A test that is skipped, visibly, where the sample flows are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleTheoryAttribute : TheoryAttribute
{
    public SampleTheoryAttribute() => Skip = Samples.Folder is null ? Samples.Missing : null!;
}
