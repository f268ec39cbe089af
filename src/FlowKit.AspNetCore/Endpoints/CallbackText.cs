using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Yaml;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Who is to be told of the end, as a parameter says it: a block as a flow has it, in JSON, or an address alone.</summary>
internal static class CallbackText
{
    private const string Field = "callback";

    /// <exception cref="FlowRefusedException">The block has faults; all of them are in the exception.</exception>
    public static CallbackDescriptor Read(string text, FlowLimits limits)
    {
        if (!text.AsSpan().TrimStart().StartsWith('{'))
        {
            return new() { ResourceName = text.Trim() };
        }

        var findings = new Findings();
        var callback = ReadBlock(text, limits, findings);
        return findings.HasErrors ? throw new FlowRefusedException(findings.Ordered()) : callback!;
    }

    private static CallbackDescriptor? ReadBlock(string text, FlowLimits limits, Findings findings)
    {
        if (FlowSource.ReadOne(text, null, limits.DescriptorBytes, findings) is not { } document)
        {
            return null;
        }

        var faults = new FieldFaults(findings);
        var place = document.Place.At(document.Root.Line, document.Root.Column);
        if (document.Root is SourceMapping map)
        {
            return CallbackReader.Read(new Fields(map, place, faults, CallbackReader.Known));
        }

        faults.WrongType(place, Field, "a map", document.Root);
        return null;
    }
}
