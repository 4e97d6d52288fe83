using System.Xml;
using System.Xml.Linq;

namespace EdgeAgent.Capture.Discovery;

/// <summary>
/// XML of somebody who may mean harm: no DTD, nothing is fetched, bounded. Elements go by local name, since cameras mix up namespaces.
/// </summary>
internal static class UntrustedXml
{
    public const int MostBytes = 1 << 20;

    /// <summary>Deep nesting costs time by its square; ONVIF's own stays under 20.</summary>
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The root element; null where it is not XML, or not XML that is read here.</summary>
    public static XElement? Parse(ReadOnlyMemory<byte> document)
    {
        if (document.Length > MostBytes)
        {
            return null;
        }

        try
        {
            using var first = Open(document);
            while (first.Read())
            {
                if (first.Depth > Deepest)
                {
                    return null;
                }
            }

            using var second = Open(document);
            return XElement.Load(second);
        }
        // The last three are what unknown and broken encodings become.
        catch (Exception fault) when (fault is XmlException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    public static XElement? Child(this XElement? element, string name) =>
        element?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    public static XElement? Within(this XElement? element, string name) => element.AllWithin(name).FirstOrDefault();

    public static IEnumerable<XElement> AllWithin(this XElement? element, string name) =>
        element?.Descendants().Where(child => child.Name.LocalName == name) ?? [];

    public static string? Attribute(this XElement element, string name, string? absent) =>
        element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == name)?.Value ?? absent;

    private static XmlReader Open(ReadOnlyMemory<byte> document) =>
        XmlReader.Create(new MemoryStream(document.ToArray(), writable: false), Settings);
}
