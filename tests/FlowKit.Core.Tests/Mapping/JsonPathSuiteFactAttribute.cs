namespace FlowKit.Core.Tests.Mapping;

/// <summary>A test that is skipped, visibly, where the compliance suite is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JsonPathSuiteFactAttribute : FactAttribute
{
    public JsonPathSuiteFactAttribute() => Skip = JsonPathSuite.File is null ? JsonPathSuite.Absence : null!;
}

/// <summary>A theory that is skipped, visibly, where the compliance suite is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JsonPathSuiteTheoryAttribute : TheoryAttribute
{
    public JsonPathSuiteTheoryAttribute() => Skip = JsonPathSuite.File is null ? JsonPathSuite.Absence : null!;
}
