"""How programs and people head their columns in English, by field; names are divided by semicolons.

Among them the headings of Odoo, SuiteCRM, Salesforce, HubSpot, Outlook and Google. A name after the bar is a weaker sign.
"""

from typing import Final

ENGLISH: Final[dict[str, str]] = {
    "name": """Account Name; Company Name; Customer Name; Organization Name; Organisation Name; Customer; Client; Client Name; Business Name; Company; Organization; Organisation; Organization 1 - Name; Name;
        Legal Name; Full Company Name; Partner Name; Company name; partner_name; company_name | Account; Related Company; Supplier; Vendor; Display Name; Employer; Firm""",
    "short_name": "Short Name; Nickname; Trade Name; Abbreviation; Alias; Brand",
    "english_name": "English Name; Name in English",
    "uscc": "Unified Social Credit Code; USCC; Credit Code; Business Registration Number | Registration Number; Tax ID; VAT; Company Registry",
    "tax_number": "Tax ID; Tax Number; VAT; VAT Number; TIN; Tax Registration Number; vat",
    "industry": "Industry; Sector; Line of Business; Business Type; industry_id | SIC Code; SIC Description; NAICS Description; Profession",
    "phones": """Phone; Telephone; Office Phone; Company Phone; Main Phone; Company Main Phone; Primary Phone; Business Phone; Business Phone 2; Phone Number;
        Account Phone; Phone 1 - Value; Phone 2 - Value; Phone 3 - Value; Alternate Phone; Tel; Work Phone; Other Phone; Landline; Switchboard; phone
        | Mobile; Mobile Phone; Cell; Cell Phone; mobile; Home Phone; Home Phone 2; Radio Phone; Car Phone""",
    "fax": "Fax; Business Fax; Fax Number; Account Fax; Work Fax; Company Fax | Home Fax; Other Fax",
    "emails": """Email; E-mail; Email Address; E-mail Address; Company Email; E-mail 1 - Value; E-mail 2 - Value; E-mail 3 - Value; E-mail 2 Address;
        E-mail 3 Address; Primary Email; Non Primary E-mails; Work Email; email; Mail; Billing Email; Additional Emails""",
    "website": "Website; Web Site; Web Page; URL; Homepage; Company Domain Name; Website URL; Website 1 - Value; Domain; website; Company Website",
    "country": "Country; Billing Country; Country/Region; Business Country/Region; Business Country; country_id; Primary Address Country; Mailing Country; Nation",
    "province": """State; Province; State/Province; Billing State; Billing State/Province; Business State; State/Region; state_id; Primary Address State;
        Mailing State; Mailing State/Province | Shipping State; Home State; Alt Address State""",
    "city": "City; Town; Billing City; Business City; Primary Address City; Mailing City; city | Shipping City; Home City; Alt Address City",
    "district": "District; County; Borough; Suburb; Area",
    "address": """Address; Street; Street Address; Billing Street; Billing Address; Business Street; Business Address; Address Line 1; Address 1; street;
        Primary Address Street; Mailing Street; Mailing Address; Address 1 - Formatted; Address 1 - Street; Company Address; Office Address
        | Shipping Street; Shipping Address; Home Street; Home Address; Alt Address Street; Office Location""",
    "postcode": """ZIP; Zip Code; Postal Code; Postcode; Billing Postal Code; Billing Zip; Business Postal Code; zip; Primary Address Postalcode;
        Billing Zip/Postal Code; Mailing Postal Code; Mailing Zip/Postal Code | Shipping Postal Code; Home Postal Code; Alt Address Postalcode""",
    "region": "Region; Sales Region; Territory; Sales Territory; Sales Area; Sales Team; team_id",
    "owner": """Owner; Sales Agent; sales_agent; Opportunity Owner; Deal Owner; Account Owner; Assigned To; Assigned User; Salesperson; Sales Rep; Company Owner; Contact Owner; Record Owner; Sales Representative;
        Responsible; Account Manager; user_id; Lead Owner; HubSpot Owner; Owner Name; Owner Full Name; Handled By | Assigned User Name; Created By""",
    "tier": "Tier; Rating; Grade; Level; Class; Customer Level; Priority; Customer Tier; Importance; Segment | Ownership",
    "source": "Source; Lead Source; Account Source; Original Source; Channel; source_id; Origin; Acquisition Channel | Referred By; Campaign",
    "tags": "Tags; Labels; Categories; Groups; Group Membership; category_id; Label; Keywords | Category; Group",
    "note": "Notes; Note; Description; Comment; Comments; Remarks; Remark; Account Description; Internal Notes; comment; About Us; Lead Source Description; Status Description | Memo",
    "contact_name": """Contact Name; Contact; Primary Contact; Contact Person; Full Name; Contact Full Name; Main Contact; contact_name; Name; Attention; Attn;
        Principal; Lead Name | Display Name; Buyer; File As; Salutation Name""",
    "contact_family_name": "Last Name; Family Name; Surname; Contact Last Name",
    "contact_given_name": "First Name; Given Name; Contact First Name; Forename",
    "contact_title": "Job Title; Title; Position; Job Position; Contact Title; Role Title; function; Organization 1 - Title; Organization Title; Occupation; Designation",
    "contact_department": "Department; Contact Department; Organization 1 - Department; Organization Department; Dept",
    "contact_role": "Decision Role; Buying Role; Contact Role; Role in Decision",
    "contact_mobile": "Mobile; Mobile Phone; Cell; Cell Phone; Mobile Number; Contact Mobile; Cellphone; mobile; Mobile No; Mobile Phone Number | Phone; Phone 1 - Value; Primary Phone; Phone 2 - Value",
    "contact_phone": "Contact Phone; Direct Phone; Home Phone; Home Phone 2; Direct Line; Asst. Phone | Phone; Business Phone; Other Phone; Office Phone; Work Phone; Phone 1 - Value; Phone 2 - Value",
    "contact_email": "Contact Email; Personal Email; Contact E-mail | Email; E-mail Address; Email Address; E-mail 1 - Value; E-mail",
    "contact_wechat": "WeChat; WeChat ID; Weixin",
    "contact_qq": "QQ; QQ Number",
    "contact_birthday": "Birthday; Birthdate; Date of Birth; Birth Date; DOB; Contact Birthday",
    "contacts": "Contacts; Contact/Phone; Contacts and Phones; Contact and Phone; Contact Details; Contact Info",
    "last_contact_on": """Last Contacted; Last Contact; Last Activity; Last Activity Date; Last Contact Date; Last Visit; Last Contacted Date; Last Follow-up;
        Last Modified Activity | Date Modified; Last Modified Date; write_date""",
    "next_step": "Next Step; Next Action; Next Activity; Follow-up Action; activity_summary",
    "next_on": "Next Activity Date; Next Follow-up; Next Contact; Next Contact Date; Follow-up Date; Due Date; activity_date_deadline",
    "created_on": "Created; Created On; Created Date; Create Date; Date Created; Date Added; create_date; Creation Date; Customer Since",
    "receivable": "Receivable; Accounts Receivable; Amount Owed; Balance; Outstanding; Amount Due; Total Receivable; Open Balance; credit",
    "parent": "Subsidiary Of; subsidiary_of; Parent Account; Parent Company; Group; Parent; Holding; Member Of; Parent Account ID; parent_id; Parent Customer | Related Company; Ultimate Parent",
    "external_id": "External ID; Customer ID; Account Number; Customer Number; Customer Code; Reference; Internal Reference; Account ID; ID; id; Record ID; ref; Contact ID; Company ID; Legacy ID; Code; Lead ID; User Account; Organizational ID Number | Account",
    "roles": "Relationship; Partner Type; Customer/Supplier; Account Type; Customer Type | Type; Is a Vendor; Is a Customer; Company Type",
    "kind": "Is a Company; is_company; Company Type; Kind; Individual/Company; company_type; Person or Company | Type; Record Type",
    "deal_name": "Opportunity Name; Deal Name; Opportunity; Deal; deal_name; opportunity_name; Topic",
    "deal_customer": "Account; Account Name; Customer; Customer Name; Company; Company Name; Client; Organization; Associated Company; partner_id",
    "deal_number": "Opportunity ID; opportunity_id; Deal ID; deal_id; Record ID; Opportunity Number; Deal Number",
    "deal_stage": "Stage; Deal Stage; deal_stage; Sales Stage; Opportunity Stage; Pipeline Stage; stage_id | Status",
    "deal_amount": "Amount; Close Value; close_value; Deal Value; Deal Amount; Opportunity Amount; Expected Revenue; Value | Total; Revenue; planned_revenue",
    "deal_opened_on": "Engage Date; engage_date; Opened On; Open Date; Opportunity Created Date | Created Date; Create Date",
    "deal_closed_on": "Close Date; close_date; Closed On; Expected Close Date; Expected Close; Closing; date_deadline",
    "deal_product": "Product; Product Name; product_id",
    "colleague_name": "Sales Agent; sales_agent; Employee; Employee Name; Full Name; Name; Colleague; Staff",
    "colleague_mail": "Email; E-mail; Work Email; Email Address",
    "colleague_unit": "Regional Office; regional_office; Office; Department; Unit; Team; Branch; Region",
    "colleague_manager": "Manager; Reports To; Supervisor; Superior; Line Manager",
    "colleague_title": "Title; Job Title; Position; Post",
    "colleague_role": "Role",
    "order_number": "Order ID; OrderID; Order Number; Order No; Sales Order; Order",
    "order_customer": "Customer; Customer ID; CustomerID; Customer Name; Account; Account Name; Company",
    "order_day": "Order Date; OrderDate; Date; Ordered On",
    "order_wanted": "Required Date; RequiredDate; Due Date; Delivery Date; Wanted On",
    "order_shipped": "Shipped Date; ShippedDate; Delivered On",
    "order_product": "Product ID; ProductID; Product; Product Name; SKU; Item; Product Code",
    "order_quantity": "Quantity; Qty; Ordered Quantity",
    "order_unit": "Unit; UoM; Unit of Measure",
    "order_price": "Unit Price; UnitPrice; Price",
    "order_discount": "Discount; Discount %",
    "order_freight": "Freight; Shipping; Shipping Cost",
    "order_title": "Order Name; Title; Subject",
    "product_code": "Product Code; SKU; Code; Item Code; Product ID; ProductID; Part Number; Article Number",
    "product_name": "Product; Product Name; ProductName; Name; Item; Article; Item Name",
    "product_english": "English Name",
    "product_family": "Series; Category; Product Category; Category Name; CategoryName; Product Family; Product Line",
    "product_unit": "Unit; Unit of Measure; UoM; Quantity Unit",
    "product_price": "Sales Price; sales_price; Price; Unit Price; UnitPrice; List Price",
    "product_list": "Price List; Pricelist",
    "product_least": "From Quantity; Minimum Quantity; Min Qty",
    "product_tax": "Tax Rate; VAT",
    "product_cost": "Cost; Cost Price; Standard Cost",
    "product_floor": "Floor Price; Minimum Price",
    "product_withdrawn": "Discontinued; Withdrawn",
    "product_note": "Description; Note; Quantity Per Unit; QuantityPerUnit",
}
