using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Reading;
using FlowKit.Validation;
using FlowKit.Yaml;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>A list of mappings as a flow writes it, compiled as if a task had it.</summary>
internal static class MappingText
{
    private const string Field = "mapping_rules";

    /// <exception cref="FlowRefusedException">The text has faults; all of them are in the exception.</exception>
    public static MappingPlan[] Compile(string text, bool isInput, FlowValidationOptions options)
    {
        var findings = new Findings();
        var flow = FlowOf(Read(text, options, findings), isInput);
        var diagnostics = DiagnosticOrder.Merge(findings.Ordered(), FlowValidator.Validate(flow, options));
        if (diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error))
        {
            throw new FlowRefusedException(diagnostics);
        }

        var node = Planner.Plan(flow, string.Empty).Root.Tasks[0];
        return isInput ? node.InputMappings : node.OutputMappings;
    }

    private static IReadOnlyList<MappingDescriptor> Read(string text, FlowValidationOptions options, Findings findings)
    {
        if (FlowSource.ReadOne(text, null, options.Limits.DescriptorBytes, findings) is not { } document)
        {
            return [];
        }

        var faults = new FieldFaults(findings);
        if (document.Root is SourceSequence list)
        {
            return MappingReader.Read(list, document.Place, Field, faults);
        }

        faults.WrongType(document.Place.At(document.Root.Line, document.Root.Column), Field, "a list of mappings", document.Root);
        return [];
    }

    private static FlowDescriptor FlowOf(IReadOnlyList<MappingDescriptor> mappings, bool isInput) => new()
    {
        Workspace = "mapping",
        DagName = "evaluation",
        Tasks = [new PassTask { Name = "task", InputMappings = isInput ? mappings : [], OutputMappings = isInput ? [] : mappings }],
    };
}
