using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>Where a mapping takes its value from, compiled. A closed set.</summary>
internal abstract class MappingSource
{
    private MappingSource()
    {
    }

    /// <summary>The value, safe to keep; missing when there is none.</summary>
    public abstract FlowValue Read(IMappingDocument document);

    /// <summary>The same value every time.</summary>
    public sealed class Constant(FlowValue value) : MappingSource
    {
        public FlowValue Value => value;

        public override FlowValue Read(IMappingDocument document) => value;
    }

    /// <summary>A path over the documents.</summary>
    public sealed class Path(JsonPath path) : MappingSource
    {
        public JsonPath Value => path;

        public override FlowValue Read(IMappingDocument document)
        {
            var value = path.Read(document.Roots());
            if (path.IsDefinite)
            {
                return document.Share(value);
            }

            // The list is new; what it holds may still belong to a document.
            foreach (var item in value.AsArrayNode!.Span)
            {
                document.Share(item);
            }

            return value;
        }
    }

    /// <summary>A key of the context that belongs to the engine.</summary>
    public sealed class Reserved(string key) : MappingSource
    {
        public override FlowValue Read(IMappingDocument document) => document.Reserved(key);
    }

    /// <summary>The callback address of a task, with text that is appended as it stands.</summary>
    public sealed class TriggerUrl(string task, string? extra) : MappingSource
    {
        public override FlowValue Read(IMappingDocument document) => document.TriggerUrl(task) switch
        {
            null => default,
            var url when extra is null => url,
            var url => $"{url}&{extra}",
        };
    }
}
