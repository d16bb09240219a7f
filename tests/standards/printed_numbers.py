"""The numbers of the factor part as its sources print them, typed apart from the rule files.

A value stands with as many digits as the source prints; a number of the standard agrees if it rounds to them.
"""

from __future__ import annotations

from typing import Final

# Factors by id: value as printed, unit, kind.
FACTORS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("grid_electricity_2024", "0.5777", "kgCO2e/kWh", "footprint"),
    ("grid_electricity_2023", "0.6205", "kgCO2e/kWh", "footprint"),
    ("coal_power_2024", "0.9240", "kgCO2e/kWh", "footprint"),
    ("gas_power_2024", "0.4503", "kgCO2e/kWh", "footprint"),
    ("hydro_power_2024", "0.0141", "kgCO2e/kWh", "footprint"),
    ("nuclear_power_2024", "0.0065", "kgCO2e/kWh", "footprint"),
    ("wind_power_2024", "0.0324", "kgCO2e/kWh", "footprint"),
    ("pv_power_2024", "0.0520", "kgCO2e/kWh", "footprint"),
    ("csp_power_2024", "0.0312", "kgCO2e/kWh", "footprint"),
    ("biomass_power_2024", "0.0404", "kgCO2e/kWh", "footprint"),
    ("coal_power_2023", "0.944", "kgCO2e/kWh", "footprint"),
    ("gas_power_2023", "0.4792", "kgCO2e/kWh", "footprint"),
    ("hydro_power_2023", "0.0143", "kgCO2e/kWh", "footprint"),
    ("nuclear_power_2023", "0.0065", "kgCO2e/kWh", "footprint"),
    ("wind_power_2023", "0.0336", "kgCO2e/kWh", "footprint"),
    ("pv_power_2023", "0.0545", "kgCO2e/kWh", "footprint"),
    ("csp_power_2023", "0.0313", "kgCO2e/kWh", "footprint"),
    ("biomass_power_2023", "0.0457", "kgCO2e/kWh", "footprint"),
    ("transmission_2024", "0.0046", "kgCO2e/kWh", "footprint"),
    ("transmission_with_losses_2024", "0.0327", "kgCO2e/kWh", "footprint"),
    ("transmission_2023", "0.0036", "kgCO2e/kWh", "footprint"),
    ("grid_co2_2023", "0.5306", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_residual", "0.6096", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_fossil", "0.8273", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_N", "0.6361", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_NE", "0.5122", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_E", "0.5500", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_C", "0.5271", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_NW", "0.5543", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_S", "0.4042", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_SW", "0.2472", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_LN", "0.4878", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_HA", "0.5897", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_SD", "0.6191", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_SX", "0.6634", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_JS", "0.5827", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_ZJ", "0.4974", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_HE", "0.6516", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_SC", "0.1564", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_YN", "0.1333", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_NM", "0.6479", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_BJ", "0.5554", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_TJ", "0.6796", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_JL", "0.4671", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_HL", "0.5229", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_SH", "0.5737", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_AH", "0.6553", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_FJ", "0.4211", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_JX", "0.5836", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_HB", "0.4044", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_HN", "0.4976", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_GD", "0.4419", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_GX", "0.4476", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_HI", "0.3648", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_CQ", "0.5581", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_GZ", "0.5683", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_SN", "0.6335", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_GS", "0.4471", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_QH", "0.1796", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_NX", "0.6187", "kgCO2/kWh", "grid-co2"),
    ("grid_co2_2023_XJ", "0.6021", "kgCO2/kWh", "grid-co2"),
    ("natural_gas_combustion", "2.1622", "kgCO2/Nm3", "direct-combustion"),
    ("diesel_combustion", "3.096", "tCO2/t", "direct-combustion"),
    ("fuel_oil_combustion", "3.170", "tCO2/t", "direct-combustion"),
    ("gasoline_combustion", "2.925", "tCO2/t", "direct-combustion"),
    ("lpg_combustion", "3.101", "tCO2/t", "direct-combustion"),
    ("anthracite_combustion", "2.5215", "tCO2/t", "direct-combustion"),
    ("bituminous_coal_combustion", "1.7417", "tCO2/t", "direct-combustion"),
    ("washed_coal_combustion", "2.2082", "tCO2/t", "direct-combustion"),
    ("coke_combustion", "2.860", "tCO2/t", "direct-combustion"),
    ("coke_oven_gas_combustion", "8.9", "tCO2/万Nm3", "direct-combustion"),
    ("blast_furnace_gas_combustion", "8.48", "tCO2/万Nm3", "direct-combustion"),
    ("converter_gas_combustion", "15.1", "tCO2/万Nm3", "direct-combustion"),
    ("producer_gas_combustion", "2.31", "tCO2/万Nm3", "direct-combustion"),
    ("petroleum_coke_combustion", "97500", "kgCO2/TJ", "direct-combustion"),
    ("lignite_combustion", "101000", "kgCO2/TJ", "direct-combustion"),
    ("coal_tar_combustion", "80700", "kgCO2/TJ", "direct-combustion"),
    ("bitumen_combustion", "80700", "kgCO2/TJ", "direct-combustion"),
    ("wood_combustion", "112000", "kgCO2/TJ", "direct-combustion"),
    ("natural_gas_upstream", "0.608", "kgCO2e/Nm3", "footprint"),
    ("diesel_upstream", "650.86", "kgCO2e/t", "footprint"),
    ("gasoline_upstream", "633.96", "kgCO2e/t", "footprint"),
    ("coal_upstream", "0.08", "kgCO2e/kg", "footprint"),
    ("natural_gas_full", "2.770189", "kgCO2e/Nm3", "footprint"),
    ("diesel_full", "3.74686", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_gas", "1.72", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_coal", "2.21", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm80_gas", "1.44", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm80_coal", "1.782", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm85_gas", "1.538", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm85_coal", "1.913", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm90_gas", "1.482", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm90_coal", "1.889", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm92_gas", "1.555", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm92_coal", "2.012", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm94_gas", "1.722", "tCO2e/t", "footprint"),
    ("caustic_calcined_magnesia_lcm94_coal", "2.211", "tCO2e/t", "footprint"),
    ("dead_burned_magnesia_sm90_gas", "2.151", "tCO2e/t", "footprint"),
    ("dead_burned_magnesia_sm94_gas", "2.574", "tCO2e/t", "footprint"),
    ("dead_burned_magnesia_sm94_coal", "3.064", "tCO2e/t", "footprint"),
    ("dead_burned_magnesia_sm97_gas", "2.304", "tCO2e/t", "footprint"),
    ("dead_burned_magnesia_sm97_coal", "2.809", "tCO2e/t", "footprint"),
    ("fused_magnesia_gas", "4.294", "tCO2e/t", "footprint"),
    ("fused_magnesia_coal", "4.804", "tCO2e/t", "footprint"),
    ("fused_magnesia_fm980", "3.937", "tCO2e/t", "footprint"),
    ("alumina", "0.811", "tCO2e/t", "footprint"),
    ("bauxite_ore", "0.08", "tCO2e/t", "footprint"),
    ("sintered_mullite", "3.431355", "tCO2e/t", "footprint"),
    ("sintered_spinel", "4.602431", "tCO2e/t", "footprint"),
    ("natural_graphite", "5.48", "tCO2e/t", "footprint"),
    ("synthetic_graphite", "3.1", "tCO2e/t", "footprint"),
    ("limestone", "0.0109", "tCO2e/t", "footprint"),
    ("corrugated_box", "1.6", "tCO2e/t", "footprint"),
    ("hot_rolled_coil", "2.4", "tCO2e/t", "footprint"),
    ("brown_fused_corundum_limit_1", "1.21", "tCO2e/t", "limit"),
    ("brown_fused_corundum_limit_2", "1.33", "tCO2e/t", "limit"),
    ("brown_fused_corundum_limit_3", "1.39", "tCO2e/t", "limit"),
    ("white_fused_corundum_limit_1", "0.69", "tCO2e/t", "limit"),
    ("white_fused_corundum_limit_2", "0.87", "tCO2e/t", "limit"),
    ("white_fused_corundum_limit_3", "0.97", "tCO2e/t", "limit"),
    ("sub_white_fused_corundum_limit_1", "1.59", "tCO2e/t", "limit"),
    ("sub_white_fused_corundum_limit_2", "1.62", "tCO2e/t", "limit"),
    ("sub_white_fused_corundum_limit_3", "1.70", "tCO2e/t", "limit"),
    ("dense_fused_corundum_limit_1", "1.33", "tCO2e/t", "limit"),
    ("dense_fused_corundum_limit_2", "1.39", "tCO2e/t", "limit"),
    ("dense_fused_corundum_limit_3", "1.50", "tCO2e/t", "limit"),
    ("fused_mullite_limit_1", "0.76", "tCO2e/t", "limit"),
    ("fused_mullite_limit_2", "0.81", "tCO2e/t", "limit"),
    ("fused_mullite_limit_3", "0.92", "tCO2e/t", "limit"),
    ("truck_heavy_diesel", "97.8", "gCO2e/tkm", "footprint"),
    ("truck_diesel_unspecified", "215.7", "gCO2e/tkm", "footprint"),
    ("truck_medium_diesel", "150.2", "gCO2e/tkm", "footprint"),
    ("truck_heavy_gas", "108.8", "gCO2e/tkm", "footprint"),
    ("truck_heavy_electric", "107.3", "gCO2e/tkm", "footprint"),
    ("rail", "6.502", "gCO2e/tkm", "footprint"),
    ("sea_average", "6.088", "gCO2e/tkm", "footprint"),
    ("bulk_ship", "5.337", "gCO2e/tkm", "footprint"),
    ("container_ship", "8.122", "gCO2e/tkm", "footprint"),
    ("inland_bulk", "2.134", "gCO2e/tkm", "footprint"),
    ("inland_container", "4.505", "gCO2e/tkm", "footprint"),
    ("air", "921", "gCO2e/tkm", "footprint"),
)

# Entries of tables, as "table: keys = number unit; keys = number; …" with one unit for the table.
TABLES: Final = """
gwp100 kgCO2e/kg: CO2 AR5 = 1; CO2 AR6 = 1; CH4 AR5 = 28; CH4 AR6 = 27.9; N2O AR5 = 265; N2O AR6 = 273
gwp100 kgCO2e/kg: SF6 AR5 = 23500; SF6 AR6 = 25200; NF3 AR5 = 16100; NF3 AR6 = 17400; SF6 AR6_later = 24300
gwp100 kgCO2e/kg: CF4 AR5 = 6630; CF4 AR6 = 7380; C2F6 AR5 = 11100; C2F6 AR6 = 12400; C3F8 AR5 = 8900; C3F8 AR6 = 9290
gwp100 kgCO2e/kg: C4F10 AR5 = 9200; C4F10 AR6 = 10000; c-C4F8 AR5 = 9540; c-C4F8 AR6 = 10200
gwp100 kgCO2e/kg: HFC-23 AR5 = 12400; HFC-23 AR6 = 14600; HFC-32 AR5 = 677; HFC-32 AR6 = 771
gwp100 kgCO2e/kg: HFC-125 AR5 = 3170; HFC-125 AR6 = 3740; HFC-134a AR5 = 1300; HFC-134a AR6 = 1530
gwp100 kgCO2e/kg: HFC-143a AR5 = 4800; HFC-143a AR6 = 5810; HFC-152a AR5 = 138; HFC-152a AR6 = 164
gwp100 kgCO2e/kg: HFC-227ea AR5 = 3350; HFC-227ea AR6 = 3600; HFC-236fa AR5 = 8060; HFC-236fa AR6 = 8690
gwp100 kgCO2e/kg: HFC-245fa AR5 = 858; HFC-245fa AR6 = 962; HFC-365mfc AR5 = 804; HFC-365mfc AR6 = 914
gwp100 kgCO2e/kg: HFC-43-10mee AR5 = 1650; HFC-43-10mee AR6 = 1600; CH4 AR5_feedback = 34; N2O AR5_feedback = 298
gwp100 kgCO2e/kg: CH4_fossil AR5 = 30; CH4_fossil AR6 = 29.8; CH4_non_fossil AR5 = 28; CH4_non_fossil AR6 = 27.0
carbonate_factor kgCO2/kg: MgCO3 = 0.52197; CaCO3 = 0.43971; dolomite = 0.47732; FeCO3 = 0.37987; MnCO3 = 0.38286
carbonate_factor kgCO2/kg: ankerite-low = 0.40822; ankerite-high = 0.47572; Na2CO3 = 0.41492
carbonate_factor_per_oxide kgCO2/kg: MgO = 1.0919; CaO = 0.7848; CaO-MgO = 0.9132
carbon_to_CO2 kgCO2/kgC: rounded = 3.6667; exact = 3.6641
electrode_carbon_use kgC/t: fused_spinel = 9
electrode_oxidation kgCO2/t: fused_spinel = 33
silicon_carbide_CO2 tCO2/t: IPCC_default = 2.62; stoichiometric_limit = 2.195
silicon_carbide_CH4 kgCH4/t: IPCC_default = 11.6
ipcc_ncv GJ/t: natural_gas = 48.0; LPG = 47.3; diesel = 43.0; fuel_oil = 40.4; petroleum_coke = 32.5; anthracite = 26.7
ipcc_ncv GJ/t: coking_coal = 28.2; bituminous_coal = 25.8; lignite = 11.9; coke = 28.2; coke_oven_gas = 38.7
ipcc_ncv GJ/t: blast_furnace_gas = 2.47; converter_gas = 7.06; coal_tar = 28.0; bitumen = 40.2; wood = 15.6
ipcc_CO2 kgCO2/TJ: natural_gas = 56100; LPG = 63100; diesel = 74100; fuel_oil = 77400; petroleum_coke = 97500
ipcc_CO2 kgCO2/TJ: anthracite = 98300; coking_coal = 94600; bituminous_coal = 94600; lignite = 101000; coke = 107000
ipcc_CO2 kgCO2/TJ: coke_oven_gas = 44400; blast_furnace_gas = 260000; converter_gas = 182000; coal_tar = 80700
ipcc_CO2 kgCO2/TJ: bitumen = 80700; wood = 112000
ipcc_CH4 kgCH4/TJ: natural_gas = 1; LPG = 1; diesel = 3; fuel_oil = 3; petroleum_coke = 3; anthracite = 10; wood = 30
ipcc_CH4 kgCH4/TJ: coking_coal = 10; bituminous_coal = 10; lignite = 10; coke = 10; coke_oven_gas = 1; bitumen = 3
ipcc_CH4 kgCH4/TJ: blast_furnace_gas = 1; converter_gas = 1; coal_tar = 10
ipcc_N2O kgN2O/TJ: natural_gas = 0.1; LPG = 0.1; diesel = 0.6; fuel_oil = 0.6; petroleum_coke = 0.6; anthracite = 1.5
ipcc_N2O kgN2O/TJ: coking_coal = 1.5; bituminous_coal = 1.5; lignite = 1.5; coke = 1.5; coke_oven_gas = 0.1; wood = 4
ipcc_N2O kgN2O/TJ: blast_furnace_gas = 0.1; converter_gas = 0.1; coal_tar = 1.5; bitumen = 0.6
cn_ncv GJ/t: diesel = 42.652; fuel_oil = 41.816; gasoline = 43.070; LPG = 50.179; anthracite = 26.7
cn_ncv GJ/t: anthracite_cement = 22.867; bituminous_coal = 19.570; bituminous_coal_other = 23.076; washed_coal = 26.334
cn_ncv GJ/t: coke = 28.435; petroleum_coke = 32.5
cn_gas_ncv GJ/万Nm3: natural_gas = 389.31; coke_oven_gas = 179.81; coke_oven_gas_low = 173.854; blast_furnace_gas = 33.0
cn_gas_ncv GJ/万Nm3: converter_gas = 84.0; producer_gas = 52.27
cn_carbon kgC/GJ: natural_gas = 15.3; natural_gas_other = 15.32; diesel = 20.2; fuel_oil = 21.1; gasoline = 18.9
cn_carbon kgC/GJ: LPG = 17.2; anthracite = 27.4; anthracite_other = 27.49; bituminous_coal = 26.1; washed_coal = 25.41
cn_carbon kgC/GJ: bituminous_coal_other = 23.08; coke = 29.5; petroleum_coke = 27.5; coke_oven_gas = 13.58
cn_carbon kgC/GJ: coke_oven_gas_low = 12.1; blast_furnace_gas = 70.8; converter_gas = 49.6; producer_gas = 12.2
cn_oxidation %: natural_gas = 99; diesel = 98; fuel_oil = 98; gasoline = 98; LPG = 98; anthracite = 94; coke = 93
cn_oxidation %: bituminous_coal = 93; washed_coal = 90; coke_other = 100; coke_oven_gas = 99; blast_furnace_gas = 99
cn_oxidation %: converter_gas = 99; producer_gas = 99
natural_gas_CO2_by_set kgCO2/Nm3: CN = 2.162; IPCC = 2.184; CPCD = 2.16
fuel_upstream_by_source kgCO2e/Nm3: natural_gas CPCD = 0.608; natural_gas CFR = 0.63048
fuel_full_by_source kgCO2e/Nm3: natural_gas CFR = 2.7927
magnesia_by_source tCO2e/t: LCM80 gas_2020 = 1.44; LCM94 gas_2020 = 1.72; LCM80 coal_2020 = 1.78; LCM94 coal_2020 = 2.21
magnesia_by_source tCO2e/t: LCM90 y2017 = 1.63; LCM94 y2017 = 1.79; light_burned study_2016 = 2.7
magnesia_by_source tCO2e/t: SM90 gas_2020 = 2.151; SM94 gas_2020 = 2.574; SM94 coal_2020 = 3.064; SM97 gas_2020 = 2.304
magnesia_by_source tCO2e/t: SM97 coal_2020 = 2.809; SM97 y2017 = 2.6; SM90 y2015 = 2.065; SM94 y2015 = 2.706
magnesia_by_source tCO2e/t: dead_burned study_2016 = 3.1; dead_burned_middle_grade study_2016 = 4.7
magnesia_by_source tCO2e/t: FM980A gas_2020 = 4.294; FM980A coal_2020 = 4.804; FM980B gas_2020 = 3.937
magnesia_by_source tCO2e/t: FM980_I y2015 = 11.44; FM980_II y2015 = 11.86
magnesia_by_source tCO2e/t: fused_one_stage study_2016 = 4.7; fused_two_stage study_2016 = 7.8
materials_by_source tCO2e/t: alumina_2021 = 0.811; alumina_bayer_2011 = 0.666; alumina_combined_2011 = 3.75
materials_by_source tCO2e/t: alumina_sinter_2011 = 0.122; bauxite_ore = 0.08; fused_cast_AZS_2021 = 12.66
materials_by_source tCO2e/t: natural_graphite_2021 = 5.48; synthetic_graphite = 3.1; anode_graphite = 4.7
materials_by_source tCO2e/t: spherical_graphite_planned = 1.23; limestone_low = 0.00217; limestone_high = 0.0109
materials_by_source tCO2e/t: sintered_mullite = 3.431355; sintered_spinel = 4.602431; corrugated_box = 1.6
materials_by_source tCO2e/t: hot_rolled_coil = 2.4
power_quota kWh/t: brown_fused_corundum 1 = 2100; brown_fused_corundum 2 = 2300; brown_fused_corundum 3 = 2400
power_quota kWh/t: white_fused_corundum 1 = 1200; white_fused_corundum 2 = 1500; white_fused_corundum 3 = 1680
power_quota kWh/t: sub_white_fused_corundum 1 = 2750; sub_white_fused_corundum 2 = 2800
power_quota kWh/t: sub_white_fused_corundum 3 = 2950; dense_fused_corundum 1 = 2300; dense_fused_corundum 2 = 2400
power_quota kWh/t: dense_fused_corundum 3 = 2600; fused_mullite 1 = 1320; fused_mullite 2 = 1400; fused_mullite 3 = 1600
energy_quota kgce(当量)/t: sintered_corundum 1 = 94; sintered_corundum 2 = 109; sintered_corundum 3 = 202
energy_quota kgce(当量)/t: sintered_mullite 1 = 94; sintered_mullite 2 = 135; sintered_mullite 3 = 252
energy_quota kgce(当量)/t: sintered_mullite_group 1 = 365; sintered_mullite_group 2 = 400
energy_quota kgce(当量)/t: sintered_mullite_group 3 = 415; fused_mullite_group 1 = 165
energy_quota kgce(当量)/t: fused_mullite_group 2 = 174; fused_mullite_group 3 = 185
energy_quota kgce(当量)/t: sintered_spinel_group 1 = 375; fused_spinel_group 1 = 185
silicon_quota kgce(当量)/t: charcoal = 2500; petroleum_coke_and_coal = 2700; coal = 2800
power_as_coal kgce(当量)/kWh: calorific = 0.1229
transport_by_set gCO2e/tkm: truck_heavy_diesel y2024 = 97.8; truck_heavy_diesel_least y2024 = 93.6
transport_by_set gCO2e/tkm: truck_heavy_diesel_most y2024 = 102.5; truck_diesel_unspecified y2024 = 215.7
transport_by_set gCO2e/tkm: truck_medium_diesel y2024 = 150.2; truck_heavy_gas y2024 = 108.8; rail y2024 = 6.502
transport_by_set gCO2e/tkm: truck_heavy_electric y2024 = 107.3; rail y2019 = 10; rail y2025 = 3.0; air y2024 = 921
transport_by_set gCO2e/tkm: sea_average y2024 = 6.088; bulk_ship y2024 = 5.337; container_ship y2024 = 8.122
transport_by_set gCO2e/tkm: inland_bulk y2024 = 2.134; inland_container y2024 = 4.505; air y2025 = 1404
transport_by_set gCO2e/tkm: truck_10_t y2019 = 162; truck_18_t y2019 = 129; truck_30_t y2019 = 78; truck_46_t y2019 = 57
transport_by_set gCO2e/tkm: bulk_ship_2500_t y2019 = 15; road y2025 = 76; water y2025 = 20
published_footprint kgCO2e/t: SiC_mullite_brick = 1795.14; MgO_C_brick_70_reclaimed = 1450; fused_cast_AZS = 12660
published_footprint kgCO2e/t: RHI_Magnesita_2019 = 1650; RHI_Magnesita_2020 = 1960; RHI_Magnesita_2021 = 1820
published_footprint kgCO2e/t: RHI_Magnesita_2018 = 1740; UK_clay_brick = 244
"""

# Parameters by id: value as printed, unit.
PARAMETERS: Final = {
    "magnesite_per_magnesia": ("2.092", "t/t"),
    "silicon_carbide_carbon_released": ("65", "%"),
}

# Net calorific values of factors, as printed.
CALORIFIC_VALUES: Final = {
    "natural_gas_full": ("389.31", "GJ/万Nm3"),
    "natural_gas_combustion": ("38.931", "MJ/Nm3"),
    "diesel_full": ("42.652", "GJ/t"),
    "gasoline_full": ("43.070", "GJ/t"),
    "fuel_oil_combustion": ("41.816", "GJ/t"),
    "lpg_combustion": ("50.179", "GJ/t"),
    "anthracite_full": ("26.7", "GJ/t"),
    "bituminous_coal_full": ("19.570", "GJ/t"),
    "washed_coal_full": ("26.334", "GJ/t"),
    "coke_combustion": ("28.435", "GJ/t"),
    "petroleum_coke_combustion": ("32.5", "GJ/t"),
    "coke_oven_gas_combustion": ("179.81", "GJ/万Nm3"),
    "blast_furnace_gas_combustion": ("33.0", "GJ/万Nm3"),
    "converter_gas_combustion": ("84.0", "GJ/万Nm3"),
    "producer_gas_combustion": ("52.27", "GJ/万Nm3"),
}

# Ranges of factors for which the sources list one.
RANGES: Final = {
    "grid_electricity_2024": ("0.0065", "0.9240", "kgCO2e/kWh"),
    "grid_electricity_2023": ("0.0065", "0.944", "kgCO2e/kWh"),
    "grid_co2_2023": ("0.1333", "0.6796", "kgCO2/kWh"),
    "truck_heavy_diesel": ("93.6", "102.5", "gCO2e/tkm"),
    "rail": ("3.0", "10", "gCO2e/tkm"),
    "air": ("921", "1404", "gCO2e/tkm"),
    "fused_magnesia_gas": ("3.937", "11.86", "tCO2e/t"),
    "dead_burned_magnesia_sm97_gas": ("2.065", "4.7", "tCO2e/t"),
    "caustic_calcined_magnesia_gas": ("1.44", "2.7", "tCO2e/t"),
    "alumina": ("0.666", "3.75", "tCO2e/t"),
    "limestone": ("0.00217", "0.0109", "tCO2e/t"),
    "coke_combustion": ("2.860", "3.076", "tCO2/t"),
    "coke_oven_gas_combustion": ("7.6", "8.9", "tCO2/万Nm3"),
}

# Searched for and not found: no number is printed for them.
NOT_FOUND: Final = (
    "tabular_alumina",
    "calcined_bauxite",
    "chamotte",
    "silicon_carbide",
    "calcium_aluminate_cement",
    "silica_fume",
    "microsilica",
    "phenolic_resin",
    "resin",
    "pitch",
    "chromite",
    "zircon",
    "ceramic_fibre",
    "insulating_wool",
    "aluminium_powder",
    "hexamine",
)
